using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Labelling;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Compression;

/// <summary>The table of a compression: one column of texts, as cells and as the teacher sees them.</summary>
internal sealed class CompressionTable
{
    private readonly MixedTableFeaturizer _featurizer;
    private readonly Table _features;

    private CompressionTable(MixedTableFeaturizer featurizer, Table features, Dataset data)
    {
        (_featurizer, _features, Data) = (featurizer, features, data);
        Labelled = [.. Enumerable.Range(0, data.Rows).Where(data.HasTarget)];
    }

    /// <summary>The column of texts.</summary>
    public TableColumn Column => _features.Columns[0];

    /// <summary>What the teacher sees, with the labels.</summary>
    public Dataset Data { get; }

    /// <summary>Rows with a label, ascending.</summary>
    public int[] Labelled { get; }

    /// <summary>The teacher's encoder, or several that read the column together.</summary>
    public IColumnEncoder Encoder => _featurizer.EncoderOf(Column);

    /// <summary>Reads a table and encodes its texts.</summary>
    /// <exception cref="InvalidInputException">It cannot be used.</exception>
    public static CompressionTable Read(CompressionOptions options)
    {
        var faults = new Faults();
        TableSchema? schema = DataSets.ReadSchema(options.Schema, faults);
        faults.ThrowIfAny();
        Table cells = TableReader.Read(options.Data, options.Target, options.Parts, options.Header);
        Table features = TableReader.Features(cells, TableReader.FindTarget(cells, options.Target), schema);
        if (features.Columns is not [{ Kind: ColumnKind.Text }])
        {
            string found = string.Join(", ", features.Columns.Select(column =>
                $"{CellText.OneLine(column.Name)} ({TableSchema.Describe(column.Kind, column.DateForm, column.Encoder)})"));
            throw new InvalidInputException(
                $"{options.Data}: its columns beside the target are {found}; one column of texts is compressed: set its kind and ignore others by a schema");
        }
        IColumnEncoder encoder = options.Featurizer.EncoderOf(features.Columns[0]);
        if (encoder.Dimensions is null)
        {
            throw new InvalidInputException(
                $"encoder: {encoder.Name} is fitted to the column, and cannot teach; use pre-trained ones, such as minilm+arctic-xs");
        }
        // Encoding takes long: labels are looked at before.
        Dataset answers = LabellingTable.OfAnswers(cells, options.Target, schema).Data;
        return answers.Labels.Where(label => label != Dataset.Unlabelled).Distinct().Count() < 2
            ? throw new InvalidInputException($"{options.Data}: fewer than two classes have labels; a teacher needs two")
            : new CompressionTable(options.Featurizer, features, LabellingTable.Of(cells, options.Target, options.Featurizer, schema).Data);
    }

    /// <summary>Texts as the teacher sees them, encoded anew.</summary>
    /// <param name="texts">At least one.</param>
    /// <returns>As <see cref="Data"/>, without labels.</returns>
    public Dataset Encode(IReadOnlyList<string> texts)
    {
        Table own = _features with { Columns = [Column with { Cells = [.. texts], Raw = null }], Lines = new int[texts.Count] };
        FeaturizedTable made = _featurizer.WithoutCache().Featurize(own);
        return Dataset.ForClassification(Data.Name, Data.Source, made.Values, [.. texts.Select(_ => Dataset.Unlabelled)], made.FeatureNames, Data.ClassNames);
    }
}
