using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Data;

/// <summary>A table of numbers with a target. Immutable.</summary>
/// <remarks>Values are row-major [rows x features], finite, and not standardised.</remarks>
public sealed partial class Dataset
{
    /// <summary>The label of a row whose target cell is empty.</summary>
    public const int Unlabelled = -1;

    private readonly float[] _values;
    private Lazy<string> _hash;

    private Dataset(
        string name, string source, TargetKind kind, float[] values, int[] labels, float[] targets,
        int[]?[] labelSets, string[] featureNames, string[] classNames, string[]? sources = null, string?[]? targetTexts = null)
    {
        Name = name;
        Source = source;
        Kind = kind;
        _values = values;
        Labels = labels;
        Targets = targets;
        LabelSets = labelSets;
        FeatureNames = featureNames;
        ClassNames = classNames;
        Sources = sources ?? [];
        TargetTexts = targetTexts ?? [];
        Rows = Math.Max(Math.Max(labels.Length, targets.Length), Math.Max(labelSets.Length, Sources.Length));
        Features = featureNames.Length;
        if (values.LongLength != (long)Rows * Features)
        {
            throw new ArgumentException(
                $"{name}: {values.LongLength} values; {Rows} rows of {Features} features need {(long)Rows * Features}", nameof(values));
        }
        _hash = new Lazy<string>(ComputeHash);
    }

    /// <summary>Short name, as shown in tables: the file name without its extension.</summary>
    public string Name { get; private set; }

    /// <summary>Where it came from: a file or the description of a generator.</summary>
    public string Source { get; }

    /// <summary>Which of <see cref="Labels"/>, <see cref="Targets"/>, <see cref="LabelSets"/> and <see cref="TargetTexts"/> holds the target.</summary>
    public TargetKind Kind { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of features.</summary>
    public int Features { get; }

    /// <summary>Number of classes; 0 in regression.</summary>
    public int Classes => ClassNames.Length;

    /// <summary>Row-major values [rows x features].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Class of each row, 0..<see cref="Classes"/>-1 or <see cref="Unlabelled"/>; empty if targets are not classes.</summary>
    public int[] Labels { get; }

    /// <summary>Number of each row, NaN if unknown; empty if targets are not numbers.</summary>
    public float[] Targets { get; }

    /// <summary>Classes of each row, ascending, null if unknown; empty if targets are not sets of classes.</summary>
    public int[]?[] LabelSets { get; }

    /// <summary>A name for each feature.</summary>
    public string[] FeatureNames { get; }

    /// <summary>The text of each class, numbers in numeric order and other texts in ordinal order; empty in regression.</summary>
    public string[] ClassNames { get; }

    /// <summary>What a person should know of how its file was read, a line each; no part of <see cref="Hash"/>.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>
    /// What each feature is multiplied by once it is standardised, so that the many features of an embedding do not drown a few numbers beside it. Part of
    /// <see cref="Hash"/>.
    /// </summary>
    /// <value>Null where all count the same.</value>
    public float[]? Weights { get; private set; }

    /// <summary>What the label of each row counts, above 0; no part of <see cref="Hash"/>, so that splits are the same with and without.</summary>
    /// <value>Null where each counts 1.</value>
    public double[]? LabelWeights { get; private set; }

    /// <summary>What the answer of each row costs, above 0; no part of <see cref="Hash"/>, so that splits are the same with and without.</summary>
    /// <value>Null where each costs 1.</value>
    public double[]? ItemCosts { get; private set; }

    /// <summary>Whether a cost is told by the answer alone, and has to be predicted before; it is NaN where it is not known.</summary>
    public bool CostsAreHidden { get; private set; }

    /// <summary>The entities of a graph that its rows speak of; no part of <see cref="Hash"/>, so that splits are the same with and without.</summary>
    /// <value>Null where there is no graph.</value>
    public EntityLinks? Links { get; private set; }

    /// <summary>The pictures that its rows are regions of; part of <see cref="Hash"/>.</summary>
    /// <value>Null where a row is no region.</value>
    public Regions? Regions { get; private set; }

    /// <summary>Where in which picture each row is; no part of <see cref="Hash"/>.</summary>
    /// <value>Null where a row is no region, or it is not known.</value>
    public RegionAddresses? Addresses { get; private set; }

    /// <summary>The encoders that made numbers of its texts and images; no part of <see cref="Hash"/>.</summary>
    public IReadOnlyList<UsedEncoder> Encoders { get; private set; } = [];

    /// <summary>Which features belong together; no part of <see cref="Hash"/>.</summary>
    /// <value>Default: none; all features are one view.</value>
    public IReadOnlyList<FeatureView> Views { get; private set; } = [];

    /// <summary>SHA-256 of values, targets and shape in hexadecimal: the identity of the data in caches and policies, whatever the name of its file.</summary>
    public string Hash => _hash.Value;

    /// <summary>Makes a classification set.</summary>
    /// <param name="name">Short name.</param>
    /// <param name="source">File or generator.</param>
    /// <param name="values">Row-major [rows x features]; the data set takes it over.</param>
    /// <param name="labels">Class index or <see cref="Unlabelled"/> of each row.</param>
    /// <param name="featureNames">A name for each feature.</param>
    /// <param name="classNames">A text for each class.</param>
    /// <exception cref="ArgumentException">The shapes do not agree or a label is out of range.</exception>
    public static Dataset ForClassification(
        string name, string source, float[] values, int[] labels, string[] featureNames, string[] classNames)
    {
        foreach (int label in labels)
        {
            if (label < Unlabelled || label >= classNames.Length)
            {
                throw new ArgumentException($"{name}: label {label}; use {Unlabelled}..{classNames.Length - 1}", nameof(labels));
            }
        }
        return new Dataset(name, source, TargetKind.Class, values, labels, [], [], featureNames, classNames);
    }

    /// <summary>Makes a regression set.</summary>
    /// <param name="name">Short name.</param>
    /// <param name="source">File or generator.</param>
    /// <param name="values">Row-major [rows x features]; the data set takes it over.</param>
    /// <param name="targets">Target of each row, NaN where unknown.</param>
    /// <param name="featureNames">A name for each feature.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public static Dataset ForRegression(string name, string source, float[] values, float[] targets, string[] featureNames) =>
        new(name, source, TargetKind.Number, values, [], targets, [], featureNames, []);

    /// <summary>Makes a set whose rows have several classes, or none.</summary>
    /// <param name="name">Short name.</param>
    /// <param name="source">File or generator.</param>
    /// <param name="values">Row-major [rows x features]; the data set takes it over.</param>
    /// <param name="labelSets">Classes of each row, each once and ascending; null where they are not known.</param>
    /// <param name="featureNames">A name for each feature.</param>
    /// <param name="classNames">A text for each class.</param>
    /// <exception cref="ArgumentException">The shapes do not agree or a class is out of range.</exception>
    public static Dataset ForLabelSets(string name, string source, float[] values, int[]?[] labelSets, string[] featureNames, string[] classNames)
    {
        foreach (int[] set in labelSets.OfType<int[]>())
        {
            for (int i = 0; i < set.Length; i++)
            {
                if (set[i] < (i == 0 ? 0 : set[i - 1] + 1) || set[i] >= classNames.Length)
                {
                    throw new ArgumentException(
                        $"{name}: classes {string.Join(", ", set)}; use ascending ones of 0..{classNames.Length - 1}", nameof(labelSets));
                }
            }
        }
        return new Dataset(name, source, TargetKind.ClassSet, values, [], [], labelSets, featureNames, classNames);
    }

    /// <summary>The features of one row.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Features, Features);

    /// <summary>Whether another set has these very features.</summary>
    internal bool SharesFeatures(Dataset other) => ReferenceEquals(_values, other._values) && Rows == other.Rows;

    /// <summary>Whether another set of the same rows has the same targets, of the same classes.</summary>
    internal bool HasAnswersOf(Dataset other) => Kind == other.Kind
        && Labels.AsSpan().SequenceEqual(other.Labels) && Targets.AsSpan().SequenceEqual(other.Targets) && ClassNames.AsSpan().SequenceEqual(other.ClassNames)
        && TargetTexts.AsSpan().SequenceEqual(other.TargetTexts)
        && LabelSets.Zip(other.LabelSets).All(pair => (pair.First is null) == (pair.Second is null) && pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <summary>Whether the target of a row is known.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1.</param>
    public bool HasTarget(int row) => Kind switch
    {
        TargetKind.Class => Labels[row] != Unlabelled,
        TargetKind.Number => !float.IsNaN(Targets[row]),
        TargetKind.Text => TargetTexts[row] is not null,
        _ => LabelSets[row] is not null,
    };

    /// <summary>Copies the target of a row: a class, a number, or whether each class is there.</summary>
    /// <param name="row">0..<see cref="Rows"/>-1; one with a target that is no text.</param>
    /// <param name="target">Receives a value for each unit of the answer.</param>
    internal void CopyTarget(int row, Span<double> target)
    {
        if (Kind != TargetKind.ClassSet)
        {
            target[0] = Kind == TargetKind.Class ? Labels[row] : Targets[row];
            return;
        }
        target.Clear();
        foreach (int label in LabelSets[row]!)
        {
            target[label] = 1;
        }
    }

    /// <summary>
    /// Population standard deviation of a target of numbers: the unit in which errors are reported, so that they can be compared and averaged over sets. No
    /// learner sees it.
    /// </summary>
    internal double TargetDeviation()
    {
        double[] known = [.. Targets.Where(target => !float.IsNaN(target)).Select(target => (double)target).DefaultIfEmpty(double.NaN)];
        double mean = known.Average();
        return Math.Sqrt(known.Average(target => (target - mean) * (target - mean)));
    }

    // The same text is hashed in every version: policies and caches identify data by these hashes.
    private string KindInHash => Kind switch
    {
        TargetKind.Class => "Classification",
        TargetKind.Number => "Regression",
        TargetKind.Text => "Translation",
        _ => "Multilabel",
    };

    private string ComputeHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes($"{KindInHash}/{Rows}/{Features}/{string.Join('\u001f', ClassNames)}/"));
        sha.AppendData(MemoryMarshal.AsBytes<float>(_values));
        sha.AppendData(MemoryMarshal.AsBytes<int>(Labels));
        sha.AppendData(MemoryMarshal.AsBytes<float>(Targets));
        foreach (int[]? set in LabelSets)
        {
            sha.AppendData(MemoryMarshal.AsBytes<int>(set is null ? [Unlabelled] : [set.Length, .. set]));
        }
        foreach ((string source, string? target) in Sources.Zip(TargetTexts))
        {
            sha.AppendData(Encoding.UTF8.GetBytes($"{source}\u001f{target}\u001e"));
        }
        sha.AppendData(MemoryMarshal.AsBytes<float>(Weights));
        sha.AppendData(MemoryMarshal.AsBytes(Regions is null ? [] : Regions.PictureNumbers));
        sha.AppendData(MemoryMarshal.AsBytes(Regions is null ? [] : Regions.PixelNumbers));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
