namespace RlQuery.Core.Data;

/// <summary>Names of encoders that read a column together: <c>minilm+arctic-xs+n-grams</c>.</summary>
public static class EncoderNames
{
    /// <summary>What stands between two names.</summary>
    public const char Separator = '+';

    /// <summary>The single names, in their order.</summary>
    /// <param name="name">A name, several joined by plus signs, or an existing file, whose name may have such a sign itself.</param>
    public static string[] Split(string name) => File.Exists(name) ? [name] : name.Split(Separator);

    /// <summary>The same names with the places of their files.</summary>
    /// <param name="name">A name, or several joined by plus signs.</param>
    /// <param name="locate">The place of a file; see <see cref="TableSchema.IsModel"/>.</param>
    public static string Locate(string name, Func<string, string> locate) =>
        string.Join(Separator, Split(name).Select(one => TableSchema.IsModel(one) ? locate(one) : one));
}
