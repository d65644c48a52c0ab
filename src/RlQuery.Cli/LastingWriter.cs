using System.Text;

namespace RlQuery.Cli;

/// <summary>Writes to a terminal, and to nobody once the terminal is gone: work is then still saved, and the command ends as it should.</summary>
/// <param name="inner">The terminal's own writer.</param>
internal sealed class LastingWriter(TextWriter inner) : TextWriter
{
    // What systems say of a terminal that is gone: EIO, and ENXIO.
    private const int InputOutput = 5;
    private const int NoSuchDevice = 6;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>Puts one before each stream of the process that a person reads.</summary>
    public static void Install()
    {
        if (!Console.IsOutputRedirected)
        {
            Console.SetOut(new LastingWriter(Console.Out));
        }
        if (!Console.IsErrorRedirected)
        {
            Console.SetError(new LastingWriter(Console.Error));
        }
    }

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException gone) when (gone.HResult is InputOutput or NoSuchDevice)
        {
            // Nobody reads it.
        }
    }
}
