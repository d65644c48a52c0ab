using Microsoft.ML;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Makes mixed tables numeric with Microsoft.ML's transforms.</summary>
/// <remarks>
/// <para>Numeric columns keep their place and name; missing cells become the column's mean, and a column <c>age=missing</c> says where (1).</para>
/// <para>Categories become 0/1 columns such as <c>colour=red</c>, in ordinal order; missing cells are a category of their own,
/// <c>colour=missing</c>, the last. Two categories make a single column, that of the second.</para>
/// <para>A category column with more than 64 distinct values is hashed into 64 columns <c>city#0</c>..<c>city#63</c> (murmur hash, fixed seed):
/// texts may share a column.</para>
/// <para>Dates become days since 2000 in universal time (<c>sent</c>), and sine and cosine of the day of the year, the day of the week and, where any cell
/// has one, the time of the day by the clock as written (<c>sent=year-sin</c>, <c>sent=week-cos</c>, <c>sent=day-sin</c>). Missing dates are the mean day,
/// the middle of each circle, and marked (<c>sent=missing</c>).</para>
/// <para>Texts become what their encoder makes of them: by <see cref="NGramEncoder"/> 64 numbers <c>message#0</c>..<c>message#63</c>, fewer in small tables.
/// A missing text is at the origin and marked.</para>
/// <para>Images, named by their paths from the folder of the table, become what their encoder makes of them: by <see cref="PixelEncoder"/> 16 x 16
/// brightnesses <c>photo#0</c>..<c>photo#255</c> and, where any is coloured, 32 numbers of colour. A missing image is the mean image and marked.</para>
/// <para>The features of an embedding count as one block beside other columns; see <see cref="BlockWeights"/>.</para>
/// <para>The order of rows changes no date, text or image. No label is looked at.</para>
/// <para>An empty column, and a column of categories with a single value, give no feature. Nor do texts or images that are all the same, with a note; where
/// cells are missing beside them, <c>message=missing</c> alone is left.</para>
/// </remarks>
public sealed class MixedTableFeaturizer : ITableFeaturizer
{
    /// <summary>Largest number of distinct values of a one-hot encoded column.</summary>
    public const int MostCategories = 64;

    /// <summary>Most features of a column of text.</summary>
    public const int TextFeatures = 64;

    private const long MostValues = 100_000_000;
    private const int LotRows = 512;

    private readonly MLContext _context = new(seed: 0);
    private readonly ColumnEncoders _encoders;

    /// <summary>Encodes texts by their words and images by their pixels, unless a schema names another encoder.</summary>
    public MixedTableFeaturizer()
        : this(new ColumnEncoders())
    {
    }

    /// <summary>Encodes texts and images by encoders of one's choice.</summary>
    /// <param name="encoders">The encoders.</param>
    public MixedTableFeaturizer(ColumnEncoders encoders) => _encoders = encoders;

    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The table would be too large, an image cannot be read, or an encoder is unknown.</exception>
    /// <exception cref="OperationCanceledException">The encoding was cancelled.</exception>
    public FeaturizedTable Featurize(Table features)
    {
        // Each is chosen once: that looks at every text.
        (IColumnEncoder Encoder, string? Note)?[] chosen =
        [
            .. features.Columns.Select(column => IsEncoded(column) ? _encoders.Of(column) : ((IColumnEncoder, string?)?)null),
        ];
        // What can be told before is: encoding takes long.
        RequireSize(features, features.Columns.Zip(chosen).Sum(one => one.Second is { } own ? CountFeatures(one.First, own.Encoder) ?? 0 : 0));
        EncodedColumn[] blocks =
        [
            .. features.Columns.Zip(chosen, (column, own) => own is { } known ? _encoders.Encode(features, column, known) : Encode(column)),
        ];
        string[] names = [.. blocks.SelectMany(block => block.Names)];
        RequireSize(features, names.Length);
        float[] values = new float[names.Length * features.Rows];
        // All columns of some rows at once: they lie together in memory.
        Parallel.For(0, (features.Rows + LotRows - 1) / LotRows, lot =>
        {
            int offset = 0;
            foreach (EncodedColumn block in blocks)
            {
                block.CopyTo(values, offset, names.Length, lot * LotRows, Math.Min(features.Rows, (lot + 1) * LotRows));
                offset += block.Names.Length;
            }
        });
        EncodedColumn[] single = [.. blocks.SelectMany(block => block.Blocks.Count > 0 ? block.Blocks : [block])];
        float[]? weights = BlockWeights.Of(single);
        return new FeaturizedTable(names, values)
        {
            Notes = [.. blocks.SelectMany(block => block.Notes)],
            Weights = weights,
            Views = BlockViews.Of(single, weights),
            Encoders = [.. blocks.Select(block => block.Encoder).OfType<UsedEncoder>()],
        };
    }

    /// <inheritdoc/>
    public ITableFeaturizer With(IReadOnlyList<string> encoders) => new MixedTableFeaturizer(_encoders.With(encoders));

    /// <summary>The same, but every text and image is encoded anew, and nobody is shown how far it is.</summary>
    public MixedTableFeaturizer WithoutCache() => new(_encoders with { Options = new EncodingOptions() });

    /// <summary>Features of a column, if they can be told without encoding it.</summary>
    /// <param name="column">The column.</param>
    /// <returns>Null if they cannot.</returns>
    /// <exception cref="InvalidInputException">Its encoder is unknown, or of another kind than the column.</exception>
    public int? CountFeatures(TableColumn column) => IsEncoded(column) ? CountFeatures(column, _encoders.Of(column).Encoder) : null;

    /// <summary>The encoder that a column of texts or images gets.</summary>
    /// <param name="column">The column.</param>
    /// <exception cref="InvalidInputException">It is unknown, or of another kind than the column.</exception>
    public IColumnEncoder EncoderOf(TableColumn column) => _encoders.Of(column).Encoder;

    private static bool IsEncoded(TableColumn column) => column.Kind is ColumnKind.Text or ColumnKind.Image;

    private static int? CountFeatures(TableColumn column, IColumnEncoder encoder)
    {
        // What is left of a column whose cells are all the same has a note.
        return encoder.Dimensions is int dimensions && SameCells.Encode(column) is null
            ? dimensions + (column.HasMissing ? EncoderNames.Split(encoder.Name).Length : 0) : null;
    }

    /// <summary>The columns with their encoders named.</summary>
    /// <param name="features">Columns of a table, each with its kind.</param>
    /// <param name="notes">Receives why a default was not used, a line each.</param>
    /// <exception cref="InvalidInputException">An encoder is unknown, or of another kind than the column.</exception>
    public Table WithEncoders(Table features, out IReadOnlyList<string> notes)
    {
        var said = new List<string>();
        TableColumn[] columns = [.. features.Columns.Select(column => IsEncoded(column) ? Named(column, said) : column)];
        notes = said;
        return features with { Columns = columns };
    }

    private static void RequireSize(Table features, int width)
    {
        if ((long)width * features.Rows > MostValues)
        {
            throw new InvalidInputException(
                $"{features.Source}: {features.Rows} rows x {width} features are more than {MostValues} values; leave out columns of text");
        }
    }

    private TableColumn Named(TableColumn column, List<string> notes)
    {
        (IColumnEncoder encoder, string? note) = _encoders.Of(column);
        if (note is not null)
        {
            notes.Add(note);
        }
        return column with { Encoder = encoder.Name };
    }

    private EncodedColumn Encode(TableColumn column) => column.Kind switch
    {
        ColumnKind.Numeric => NumericColumnEncoder.Encode(_context, column),
        ColumnKind.Date => DateColumnEncoder.Encode(column),
        _ => CategoryColumnEncoder.Encode(_context, column),
    };
}
