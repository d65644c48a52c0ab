using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Which encoder a column of texts or images gets: one that is asked for, else the one that its schema names, else a default.</summary>
public sealed record ColumnEncoders
{
    private static readonly NGramEncoder NGrams = new();
    private static readonly PixelEncoder Pixels = new();

    /// <summary>Finds an encoder by the name in a schema.</summary>
    /// <value>Default: n-grams and pixels.</value>
    public Func<string, IColumnEncoder> Find { get; init; } = name =>
        name == NGrams.Name ? NGrams : name == Pixels.Name ? Pixels
        : throw new InvalidInputException($"encoder: '{name}' is unknown; use {NGrams.Name} or {Pixels.Name}");

    /// <summary>The encoder of texts whose schema names none.</summary>
    /// <value>Default: n-grams.</value>
    public IColumnEncoder Texts { get; init; } = NGrams;

    /// <summary>The encoder of images whose schema names none.</summary>
    /// <value>Default: pixels.</value>
    public IColumnEncoder Images { get; init; } = Pixels;

    /// <summary>The kinds of columns whose encoder was asked for by <see cref="With"/>: there it wins over what a schema names.</summary>
    internal IReadOnlyList<ColumnKind> Asked { get; init; } = [];

    /// <summary>Progress, cancellation and cache.</summary>
    /// <value>Default: none of them.</value>
    public EncodingOptions Options { get; init; } = new();

    /// <summary>The same with other encoders, which win over those that a schema names.</summary>
    /// <param name="names">Names or files, or several joined by plus signs; at most one of texts and one of images.</param>
    /// <exception cref="InvalidInputException">A name is unknown, or two encoders are for the same kind of column.</exception>
    public ColumnEncoders With(IReadOnlyList<string> names)
    {
        IColumnEncoder[] named = [.. names.Select(Open)];
        return named.GroupBy(encoder => encoder.Kind).FirstOrDefault(same => same.Count() > 1) is { } several
            ? throw new InvalidInputException(
                $"encoder: {string.Join(", ", several.Select(encoder => encoder.Name))} are all for columns of kind {Word(several.Key)}; name one, or "
                + $"join them: {string.Join(EncoderNames.Separator, several.Select(encoder => encoder.Name))}")
            : this with
            {
                Texts = Array.Find(named, encoder => encoder.Kind == ColumnKind.Text) ?? Texts,
                Images = Array.Find(named, encoder => encoder.Kind == ColumnKind.Image) ?? Images,
                Asked = [.. Asked.Union(named.Select(encoder => encoder.Kind))],
            };
    }

    /// <summary>Finds an encoder, or several that read a column together.</summary>
    /// <param name="name">As <c>--encoder</c> or a schema names it: one, or several joined by plus signs.</param>
    /// <exception cref="InvalidInputException">A name is unknown or given twice, or the encoders are of different kinds.</exception>
    public IColumnEncoder Open(string name) => EncoderNames.Split(name) is { Length: > 1 } several
        ? new JoinedEncoders(name, [.. several.Select(one => Find(one.Trim()))]) : Find(name);

    /// <summary>The encoder of a column, and what a person should know of the choice.</summary>
    /// <remarks>One that is not made for the column gives way to what its schema names, else to n-grams or pixels.</remarks>
    internal (IColumnEncoder Encoder, string? Note) Of(TableColumn column)
    {
        IColumnEncoder usual = column.Kind == ColumnKind.Text ? Texts : Images;
        if (column.Encoder is { } named && (named == usual.Name || !Asked.Contains(column.Kind)))
        {
            return (Named(column, named), null);
        }
        if (usual.Misfit(column) is { } why)
        {
            IColumnEncoder instead = column.Encoder is { } own ? Named(column, own) : column.Kind == ColumnKind.Text ? NGrams : Pixels;
            return (instead, $"column {column.Name}: {usual.Name} {why}; {instead.Name} is used instead");
        }
        return (usual, column.Encoder is null ? null
            : $"column {column.Name}: {usual.Name} was asked for, and is used in place of the schema's {column.Encoder}");
    }

    private IColumnEncoder Named(TableColumn column, string name)
    {
        IColumnEncoder found = Open(name);
        return found.Kind == column.Kind ? found
            : throw new InvalidInputException($"column {column.Name}: encoder {name} is not for a column of kind {Word(column.Kind)}");
    }

    /// <summary>Encodes a column of texts or images by what <see cref="Of"/> gave for it.</summary>
    internal EncodedColumn Encode(Table table, TableColumn column, (IColumnEncoder Encoder, string? Note) chosen)
    {
        if (SameCells.Encode(column) is { } same)
        {
            return same;
        }
        (IColumnEncoder encoder, string? note) = chosen;
        EncodedColumn encoded = encoder.Encode(table, column, Options) with { Encoder = UsedEncoder.Of(column, encoder) };
        return note is null ? encoded : encoded with { Notes = [note, .. encoded.Notes] };
    }

    private static string Word(ColumnKind kind) => TableSchema.Describe(kind, null);
}
