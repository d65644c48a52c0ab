using System.Text;

namespace RlQuery.Cli;

/// <summary>
/// Writes to a stream of the process. Once its terminal is gone it writes to nobody: work is then still saved, and the command ends as it should. Where a disk
/// is full it says which stream could not be written.
/// </summary>
/// <param name="inner">The stream's own writer.</param>
/// <param name="name">Name of the stream; null where nobody could be told that it fails.</param>
internal sealed class LastingWriter(TextWriter inner, string? name) : TextWriter
{
    // What systems say of a terminal that is gone: EIO, and ENXIO.
    private const int InputOutput = 5;
    private const int NoSuchDevice = 6;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Puts one before each stream of the process.</summary>
    public static void Install()
    {
        Console.SetOut(new LastingWriter(Console.Out, "standard output"));
        Console.SetError(new LastingWriter(Console.Error, null));
    }

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException gone) when (name is null || gone.HResult is InputOutput or NoSuchDevice)
        {
            // Nobody reads it.
        }
        catch (IOException full)
        {
            throw new IOException($"{name}: cannot be written: {full.Message}", full);
        }
    }
}
