using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Several encoders that read the same column: each makes a view of it.</summary>
internal sealed class JoinedEncoders : IColumnEncoder
{
    private readonly IColumnEncoder[] _encoders;

    /// <summary>Joins encoders.</summary>
    /// <param name="name">Their names, joined by plus signs.</param>
    /// <param name="encoders">Two or more.</param>
    /// <exception cref="InvalidInputException">They are of different kinds, or one is named twice.</exception>
    public JoinedEncoders(string name, IColumnEncoder[] encoders)
    {
        if (Array.Find(encoders, encoder => encoder.Kind != encoders[0].Kind) is { } other)
        {
            throw new InvalidInputException(
                $"encoder: {name}: {encoders[0].Name} is for columns of kind {TableSchema.Describe(encoders[0].Kind, null)}, and {other.Name} for "
                + $"{TableSchema.Describe(other.Kind, null)}; join encoders of one kind");
        }
        if (encoders.GroupBy(encoder => encoder.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidInputException($"encoder: {name}: {twice.Key} is named twice; name each once");
        }
        (Name, _encoders) = (name, encoders);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Description => $"{string.Join(" and ", _encoders.Select(encoder => encoder.Name))}, a view each";

    /// <inheritdoc/>
    public ColumnKind Kind => _encoders[0].Kind;

    /// <inheritdoc/>
    public int? Dimensions =>
        Array.TrueForAll(_encoders, encoder => encoder.Dimensions is not null) ? _encoders.Sum(encoder => encoder.Dimensions) : null;

    /// <inheritdoc/>
    public string Identity => string.Join(EncoderNames.Separator, _encoders.Select(encoder => encoder.Identity));

    /// <inheritdoc/>
    public long ModelBytes => _encoders.Sum(encoder => encoder.ModelBytes);

    /// <inheritdoc/>
    public string? Misfit(TableColumn column) =>
        _encoders.Select(encoder => encoder.Misfit(column) is { } why ? $"cannot be used: {encoder.Name} {why}" : null).FirstOrDefault(why => why is not null);

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options) =>
        EncodedColumn.Join([.. _encoders.Select(encoder => EncodeBy(encoder, table, column, options))]);

    // Features of two encoders must not have the same name.
    private static EncodedColumn EncodeBy(IColumnEncoder encoder, Table table, TableColumn column, EncodingOptions options)
    {
        EncodedColumn encoded = encoder.Encode(table, column, options);
        return encoded with
        {
            Names = [.. encoded.Names.Select(name => $"{column.Name} {Path.GetFileName(encoder.Name)}{name[column.Name.Length..]}")],
            Encoder = UsedEncoder.Of(column, encoder),
        };
    }
}
