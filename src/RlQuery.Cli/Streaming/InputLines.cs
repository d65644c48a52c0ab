using System.Collections.Concurrent;

namespace RlQuery.Cli.Streaming;

/// <summary>Lines of the input, read ahead by a thread of their own: reading blocks, and Ctrl+C does not wait for it.</summary>
internal static class InputLines
{
    private const int Ahead = 1024;

    // The mark of UTF-8 before the first letter, as editors and PowerShell write it.
    private const char Mark = '\uFEFF';

    /// <summary>The lines, with their numbers from 1; empty ones are left out.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IEnumerable<(long Number, string Text)> Read(TextReader input, CancellationToken cancellation)
    {
        using var lines = new BlockingCollection<string>(Ahead);
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                while (!cancellation.IsCancellationRequested && input.ReadLine() is string line)
                {
                    lines.Add(line, cancellation);
                }
                lines.CompleteAdding();
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                failure = fault;
                Complete(lines);
            }
        })
        {
            IsBackground = true,
            Name = "input",
        };
        thread.Start();
        long number = 0;
        foreach (string line in lines.GetConsumingEnumerable(cancellation))
        {
            string text = ++number == 1 ? line.TrimStart(Mark) : line;
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return (number, text);
            }
        }
        if (failure is IOException broken)
        {
            throw broken;
        }
    }

    private static void Complete(BlockingCollection<string> lines)
    {
        try
        {
            lines.CompleteAdding();
        }
        catch (ObjectDisposedException)
        {
            // Nobody reads on.
        }
    }
}
