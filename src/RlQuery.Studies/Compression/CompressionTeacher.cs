using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Panels;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Compression;

/// <summary>The large model: a head on what each encoder makes of the texts; the mean of their probabilities.</summary>
internal sealed class CompressionTeacher
{
    private readonly CompressionTable _table;
    private readonly Standardizer _standardizer;
    private readonly ILearner _heads = new PanelFactory().Create();

    /// <summary>Fits it to the rows that are told.</summary>
    public CompressionTeacher(CompressionTable table, CompressionDraw draw)
    {
        _table = table;
        Dataset data = table.Data;
        _standardizer = Standardizer.Fit(data, draw.Pool);
        int[] told = Array.ConvertAll(draw.Told, row => Array.BinarySearch(draw.Pool, row));
        _heads.Start(new Items(data, Standardised(data, draw.Pool), draw.Pool, told) { Views = data.Views }, new AnswerSpace(data.Classes));
        _heads.Fit(told, Array.ConvertAll(draw.Told, row => data.Labels[row]), data.WeightsOf(draw.Told));
    }

    /// <summary>Bytes of encoders and heads.</summary>
    public long Bytes
    {
        get
        {
            IEnumerable<int> widths = _table.Data.Views.Count > 0 ? _table.Data.Views.Select(view => view.Columns.Count) : [_table.Data.Features];
            return _table.Encoder.ModelBytes + widths.Sum(width => (width + 1L) * _table.Data.Classes * sizeof(float));
        }
    }

    /// <summary>Predicts rows of the table.</summary>
    /// <returns>[rows x classes].</returns>
    public float[] Predict(int[] rows) => Predict(_table.Data, rows);

    /// <summary>Predicts texts, which are encoded for it.</summary>
    /// <returns>[texts x classes].</returns>
    public float[] Predict(IReadOnlyList<string> texts) => Predict(_table.Encode(texts), [.. Enumerable.Range(0, texts.Count)]);

    private float[] Predict(Dataset data, int[] rows)
    {
        float[] probabilities = new float[rows.Length * data.Classes];
        _heads.Predict(Standardised(data, rows), probabilities);
        return probabilities;
    }

    private FeatureMatrix Standardised(Dataset data, int[] rows) => new(_standardizer.Transform(data, rows), rows.Length, data.Features);
}
