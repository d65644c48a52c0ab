using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Data;

/// <content>Copies that differ in one thing.</content>
public sealed partial class Dataset
{
    /// <summary>The same data under another name.</summary>
    /// <param name="name">The new name.</param>
    public Dataset Rename(string name) => With(copy => copy.Name = name);

    /// <summary>The same data, of which it is known which features belong together.</summary>
    /// <param name="views">The views; none for a single one of all features. A feature may be in several, or in none.</param>
    /// <exception cref="ArgumentException">A view has no feature, or one that is not there.</exception>
    public Dataset WithViews(IReadOnlyList<FeatureView> views)
    {
        foreach (FeatureView view in views)
        {
            if (view.Columns.Count == 0 || view.Columns.Any(column => column < 0 || column >= Features))
            {
                throw new ArgumentException($"{Name}: view {view.Name} needs features, each of 0..{Features - 1}", nameof(views));
            }
        }
        return With(copy => copy.Views = views);
    }

    /// <summary>The same data with notes on how it was read.</summary>
    internal Dataset WithNotes(IReadOnlyList<string> notes) => With(copy => copy.Notes = notes);

    /// <summary>The same data with what made numbers of its texts and images.</summary>
    internal Dataset EncodedBy(IReadOnlyList<UsedEncoder> encoders) => With(copy => copy.Encoders = encoders);

    /// <summary>The same data, whose rows speak of entities of a graph.</summary>
    /// <param name="links">Those of each row; null for none.</param>
    internal Dataset Linked(EntityLinks? links) => With(copy => copy.Links = links);

    /// <summary>The same data, of which it is known where in which picture each row is.</summary>
    /// <param name="addresses">Those of its rows; null where it is not known.</param>
    /// <exception cref="ArgumentException">They have other rows.</exception>
    public Dataset Addressed(RegionAddresses? addresses) => addresses is null || addresses.Rows == Rows
        ? With(copy => copy.Addresses = addresses)
        : throw new ArgumentException($"{Name}: addresses of {addresses.Rows} rows; {Rows} are needed", nameof(addresses));

    /// <summary>The same data, whose rows are regions of pictures.</summary>
    /// <param name="regions">Those of its rows and classes.</param>
    /// <exception cref="ArgumentException">They have other rows, or not its classes.</exception>
    public Dataset WithRegions(Regions regions) => regions.Rows == Rows && regions.Classes == Classes
        ? With(copy => copy.Regions = regions)
        : throw new ArgumentException($"{Name}: {regions.Rows} rows, {regions.Classes} classes; {Rows} and {Classes} are needed", nameof(regions));

    /// <summary>The same rows with other names of classes; at least as many as there are.</summary>
    internal Dataset WithClasses(string[] classNames) =>
        new(Name, Source, Kind, _values, Labels, Targets, LabelSets, FeatureNames, classNames)
        {
            Weights = Weights,
            Views = Views,
            LabelWeights = LabelWeights,
            ItemCosts = ItemCosts,
            CostsAreHidden = CostsAreHidden,
            Links = Links,
            Addresses = Addresses,
        };

    /// <summary>The same data, whose features count differently.</summary>
    /// <param name="weights">One of each feature, finite and above 0; null where all count the same.</param>
    internal Dataset Weighted(float[]? weights) => With(copy => copy.Weights = weights);

    /// <summary>The same data, whose labels count differently.</summary>
    /// <param name="weights">One of each row, above 0 where it has a label; null where each counts 1.</param>
    internal Dataset Counting(double[]? weights) => With(copy => copy.LabelWeights = weights);

    /// <summary>The same data, whose answers cost differently.</summary>
    /// <param name="costs">One of each row, above 0; null where each costs 1.</param>
    /// <param name="areHidden">Whether a cost is told by the answer alone; it may then be NaN.</param>
    /// <exception cref="InvalidInputException">There are more or fewer than rows, or one is not allowed.</exception>
    public Dataset Costing(double[]? costs, bool areHidden = false)
    {
        if (costs is not null && costs.Length != Rows)
        {
            throw new InvalidInputException($"{Name}: {costs.Length} costs; {Rows} rows need as many");
        }
        if (costs is not null && Array.FindIndex(costs, cost => !Data.ItemCosts.IsAllowed(cost) && !(areHidden && double.IsNaN(cost))) is >= 0 and int row)
        {
            throw new InvalidInputException(FormattableString.Invariant($"{Name}: the answer of row {row} costs {costs[row]}; {Data.ItemCosts.Allowed}"));
        }
        return With(copy => (copy.ItemCosts, copy.CostsAreHidden) = (costs, costs is not null && areHidden));
    }

    /// <summary>The same data, whose labels count, and whose answers cost, what those of other data of the same rows do.</summary>
    private Dataset CountingAs(Dataset other) => Counting(other.LabelWeights).Costing(other.ItemCosts, other.CostsAreHidden);

    /// <summary>What the labels of some rows count; empty where each counts 1.</summary>
    /// <param name="rows">The rows.</param>
    public double[] WeightsOf(IEnumerable<int> rows) => LabelWeights is { } weights ? [.. rows.Select(row => weights[row])] : [];

    /// <summary>The same features with other labels.</summary>
    internal Dataset WithLabels(int[] labels, string[] classNames) =>
        ForClassification(Name, Source, _values, labels, FeatureNames, classNames).Weighted(Weights).WithViews(Views).CountingAs(this).Linked(Links)
            .Addressed(Addresses);

    /// <summary>The same features with other numbers as targets.</summary>
    internal Dataset WithTargets(float[] targets) =>
        ForRegression(Name, Source, _values, targets, FeatureNames).Weighted(Weights).WithViews(Views).CountingAs(this).Linked(Links);

    /// <summary>The same features with other sets of classes.</summary>
    internal Dataset WithLabelSets(int[]?[] sets, string[] classNames) =>
        ForLabelSets(Name, Source, _values, sets, FeatureNames, classNames).Weighted(Weights).WithViews(Views).CountingAs(this).Linked(Links);

    /// <summary>The same features without the targets of some rows.</summary>
    internal Dataset Without(IEnumerable<int> rows)
    {
        HashSet<int> hidden = [.. rows];
        return hidden.Count == 0 ? this : Kind switch
        {
            TargetKind.Class => WithLabels([.. Labels.Select((label, row) => hidden.Contains(row) ? Unlabelled : label)], ClassNames),
            TargetKind.Number => WithTargets([.. Targets.Select((target, row) => hidden.Contains(row) ? float.NaN : target)]),
            TargetKind.Text => WithTargetTexts([.. TargetTexts.Select((text, row) => hidden.Contains(row) ? null : text)]),
            _ => WithLabelSets([.. LabelSets.Select((set, row) => hidden.Contains(row) ? null : set)], ClassNames),
        };
    }

    /// <summary>The rows whose target is known, with a note of how many were left out; the very set where none was, and where none is known.</summary>
    /// <exception cref="InvalidInputException">Targets are texts, and some are not known: a sentence without a partner is a fault.</exception>
    public Dataset LabelledAlone()
    {
        int[] kept = [.. Enumerable.Range(0, Rows).Where(HasTarget)];
        if (Kind == TargetKind.Text && kept.Length < Rows)
        {
            throw new InvalidInputException(WithoutPartner(Rows - kept.Length));
        }
        if (kept.Length == Rows || kept.Length == 0)
        {
            return this;
        }
        float[] values = new float[kept.Length * Features];
        for (int i = 0; i < kept.Length; i++)
        {
            Row(kept[i]).CopyTo(values.AsSpan(i * Features));
        }
        T[] Kept<T>(T[] all) => all.Length == 0 ? [] : Array.ConvertAll(kept, row => all[row]);
        string note = $"{Name}: {Rows - kept.Length} of {Rows} rows have no label, and are left out";
        return new Dataset(
            Name, Source, Kind, values, Kept(Labels), Kept(Targets), Kept(LabelSets), FeatureNames, ClassNames, Kept(Sources), Kept(TargetTexts))
        {
            Notes = [.. Notes, note],
            Weights = Weights,
            Encoders = Encoders,
            Views = Views,
            LabelWeights = LabelWeights is null ? null : Kept(LabelWeights),
            ItemCosts = ItemCosts is null ? null : Kept(ItemCosts),
            CostsAreHidden = CostsAreHidden,
            Links = Links?.Among(kept),
            Regions = Regions?.Among(kept),
            Addresses = Addresses?.Among(kept),
        };
    }

    private Dataset With(Action<Dataset> change)
    {
        var copy = (Dataset)MemberwiseClone();
        change(copy);
        copy._hash = new Lazy<string>(copy.ComputeHash);
        return copy;
    }
}
