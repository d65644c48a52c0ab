using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation;

/// <summary>A table with some labels, of whose labelled rows others can be made. The made rows are kept apart from it.</summary>
/// <remarks>Rows are taken in an order that depends on their cells alone, so that the order of the file changes nothing that is made.</remarks>
public sealed class AugmentedTable
{
    // So many rows are made for each one that is kept.
    private const int Made = 3;
    private const int MostDraws = 10;

    private readonly ITableFeaturizer _featurizer;
    private readonly int[] _order;
    private readonly Table _features;
    private readonly TableColumn _answers;
    private readonly Dataset _data;

    private AugmentedTable(ITableFeaturizer featurizer, int[] order, Table features, TableColumn answers)
    {
        (_featurizer, _order, _features, _answers) = (featurizer, order, features, answers);
        _data = Encode([]);
    }

    /// <summary>The feature columns, each with its kind. Columns that the schema ignores are not there.</summary>
    public IReadOnlyList<TableColumn> Columns => _features.Columns;

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> Classes => _data.ClassNames;

    /// <summary>What a person should know of how the table was read, a line each.</summary>
    public IReadOnlyList<string> Notes => _data.Notes;

    /// <summary>Takes a table.</summary>
    /// <param name="cells">A table as it was read; see <see cref="TableReader"/>.</param>
    /// <param name="target">Name or index of the target column, which holds classes; null for the last.</param>
    /// <param name="featurizer">Makes its columns numeric.</param>
    /// <param name="schema">The known kinds of columns; null to infer them from the cells.</param>
    /// <exception cref="InvalidInputException">The table cannot be used, or fewer than two classes have labels.</exception>
    public static AugmentedTable Of(Table cells, string? target, ITableFeaturizer featurizer, TableSchema? schema = null)
    {
        int column = TableReader.FindTarget(cells, target);
        Table features = TableReader.Features(cells, column, schema);
        TableColumn answers = (schema?.Apply(cells, column) ?? cells).Columns[column];
        string[] labels = [.. answers.Cells.OfType<string>().Distinct()];
        if (labels.Length < 2)
        {
            string found = labels.Length == 0 ? "no row is labelled" : $"only the class {CellText.OneLine(labels[0])} has labels";
            throw new InvalidInputException($"{cells.Source}: {found}; rows are made of labelled rows of at least 2 classes");
        }
        string[] keys = [.. Enumerable.Range(0, cells.Rows).Select(row => Key([.. features.Columns.Select(one => one.CellOf(row)), answers.CellOf(row)]))];
        int[] order = [.. Enumerable.Range(0, cells.Rows)];
        Array.Sort(keys, order, StringComparer.Ordinal);
        TableColumn Sorted(TableColumn one) => one with { Cells = [.. order.Select(one.CellOf)], Raw = null };
        return new AugmentedTable(
            featurizer, order,
            features with { Columns = [.. features.Columns.Select(Sorted)], Lines = [.. order.Select(row => cells.Lines[row])], Notes = cells.Notes },
            Sorted(answers));
    }

    /// <summary>The methods to use.</summary>
    /// <param name="known">All that there are.</param>
    /// <param name="names">Those that are asked for; empty for all that fit the table.</param>
    /// <exception cref="InvalidInputException">One is unknown or does not fit the table, or none fits; a line for each fault.</exception>
    public IReadOnlyList<IRowMethod> Choose(IReadOnlyList<IRowMethod> known, IReadOnlyList<string> names)
    {
        var faults = new List<string>();
        var chosen = new List<IRowMethod>();
        foreach (string name in names.Count == 0 ? known.Select(method => method.Name) : names)
        {
            IRowMethod? method = known.FirstOrDefault(one => one.Name == name);
            string? fault = method is null ? $"is unknown{NearestName.Hint(name, [.. known.Select(one => one.Name)])}" : method.FaultOf(_features);
            if (fault is null)
            {
                chosen.Add(method!);
            }
            else if (names.Count > 0)
            {
                faults.Add($"method: {MessageText.Quote(name)} {fault}");
            }
        }
        return faults.Count > 0 ? throw new InvalidInputException(faults)
            : chosen.Count > 0 ? chosen
            : throw new InvalidInputException($"{_features.Source}: no method fits its columns; there are {string.Join(", ", known.Select(one => one.Name))}");
    }

    /// <summary>Makes rows: three times as many as are asked for, of which the best of each class are kept.</summary>
    /// <remarks>Classes with the fewest rows come first. A row whose cells or numbers are those of a real or another made row is dropped.</remarks>
    /// <param name="options">How many, and how.</param>
    /// <param name="cancel">Gives up between two classes.</param>
    /// <exception cref="InvalidInputException">No class has as many labelled rows as the methods need.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MadeRows Make(AugmentationOptions options, CancellationToken cancel = default)
    {
        FeatureMatrix real = Standardised(_data, _data.Rows, out _);
        (int[][] rows, IRowMethod[][] able, int[] counts, List<string> notes) = Deal(options);
        var known = new HashSet<string>(Enumerable.Range(0, _features.Rows).Select(row => Key([.. _features.Columns.Select(column => column.CellOf(row))])));
        var drafts = new List<Draft>();
        for (int label = 0; label < counts.Length; label++)
        {
            cancel.ThrowIfCancellationRequested();
            drafts.AddRange(Draw(new ClassRows(_features, real, rows[label]), label, able[label], counts[label], options.Seed, known));
        }
        MadeRow[] judged = Judge(drafts);
        var kept = new List<MadeRow>();
        for (int label = 0; label < counts.Length; label++)
        {
            MadeRow[] best = [.. Ranked(judged.Where(row => row.Label == label)).Take(counts[label])];
            kept.AddRange(best);
            if (best.Length < counts[label])
            {
                notes.Add(FormattableString.Invariant(
                    $"class {CellText.OneLine(Classes[label])}: {best.Length} of {counts[label]} rows are made; the others would be copies"));
            }
        }
        return new MadeRows([.. Ranked(kept)], notes);
    }

    /// <summary>What <see cref="Make"/> will ask of a method: for one that has to get its rows beforehand.</summary>
    /// <param name="options">How many, and how.</param>
    /// <param name="method">One of its methods.</param>
    /// <returns>A need for each class of which the method makes rows.</returns>
    /// <exception cref="InvalidInputException">No class has as many labelled rows as the methods need.</exception>
    public IReadOnlyList<ClassNeed> Needs(AugmentationOptions options, IRowMethod method)
    {
        FeatureMatrix real = Standardised(_data, _data.Rows, out _);
        (int[][] rows, IRowMethod[][] able, int[] counts, _) = Deal(options);
        return
        [
            .. Enumerable.Range(0, counts.Length).Where(label => counts[label] > 0 && able[label].Contains(method)).Select(label => new ClassNeed(
                label, new ClassRows(_features, real, rows[label]), (int)Math.Ceiling((double)Made * counts[label] / able[label].Length))),
        ];
    }

    private (int[][] Rows, IRowMethod[][] Able, int[] Counts, List<string> Notes) Deal(AugmentationOptions options)
    {
        int[][] rows = [.. _data.ClassNames.Select((_, label) => Enumerable.Range(0, _data.Rows).Where(row => _data.Labels[row] == label).ToArray())];
        IRowMethod[][] able = [.. rows.Select(own => options.Methods.Where(method => method.FewestRows <= own.Length).ToArray())];
        var notes = new List<string>(rows.SelectMany((own, label) => Unable(label, own.Length, options.Methods, able[label])));
        int[] counts = BalancedCounts.Deal(
            [.. rows.Select(own => own.Length)], [.. able.Select((methods, label) => methods.Length > 0 && rows[label].Length > 0)], options.Count);
        return counts.Sum() > 0 ? (rows, able, counts, notes) : throw new InvalidInputException(notes);
    }

    private IEnumerable<string> Unable(int label, int count, IReadOnlyList<IRowMethod> methods, IRowMethod[] able)
    {
        if (count == 0 || able.Length == methods.Count)
        {
            yield break;
        }
        string lacking = string.Join(", ", methods.Except(able).Select(method => FormattableString.Invariant($"{method.Name} needs {method.FewestRows}")));
        string left = able.Length == 0 ? "no row of it is made" : $"its rows are made by {string.Join(", ", able.Select(method => method.Name))} alone";
        string has = FormattableString.Invariant($"{count} labelled row{(count == 1 ? "" : "s")}");
        yield return $"class {CellText.OneLine(Classes[label])} has {has}; {lacking}: {left}";
    }

    private IEnumerable<Draft> Draw(ClassRows rows, int label, IRowMethod[] methods, int count, ulong seed, HashSet<string> known)
    {
        if (count == 0)
        {
            yield break;
        }
        Func<Pcg64, MadeCells?>[] makers = [.. methods.Select(method => method.Begin(rows))];
        Pcg64[] randoms = [.. methods.Select(method => new Pcg64(seed, $"{method.Name}/{Classes[label]}"))];
        int drawn = 0;
        for (int i = 0; i < MostDraws * count && drawn < Made * count; i++)
        {
            int turn = i % methods.Length;
            if (makers[turn](randoms[turn]) is { } cells && known.Add(Key(cells.Cells)))
            {
                drawn++;
                yield return new Draft(label, methods[turn].Name, cells);
            }
        }
    }

    private MadeRow[] Judge(List<Draft> drafts)
    {
        Dataset joined = Encode([.. drafts.Select(draft => draft.Row.Cells)]);
        FeatureMatrix real = Standardised(joined, _data.Rows, out FeatureMatrix made);
        int[] labelled = [.. Enumerable.Range(0, _data.Rows).Where(_data.HasTarget)];
        var panel = new QualityPanel(real.Take(labelled), Array.ConvertAll(labelled, row => _data.Labels[row]), _data.Classes);
        int[] parents = [.. drafts.Select(draft => draft.Row.Parents.Length == 0 ? QualityPanel.NoParent : Array.BinarySearch(labelled, draft.Row.Parents[0]))];
        double[] agreements = panel.Agreements(made, [.. drafts.Select(draft => draft.Label)], parents);
        double[] difficulties = panel.Difficulties(made);
        var distances = new RealDistances(real);
        double[] nearest = distances.Of(made);
        return
        [
            .. drafts.Select((draft, i) => new MadeRow(
                draft.Label, draft.Method, [.. draft.Row.Parents.Select(row => _order[row])], draft.Row.Cells, difficulties[i],
                nearest[i] > 0 ? Math.Clamp(agreements[i] * Math.Min(1, distances.Typical / nearest[i]), 0, 1) : double.NaN)).Where(row => row.Quality >= 0),
        ];
    }

    private static IEnumerable<MadeRow> Ranked(IEnumerable<MadeRow> rows) => rows
        .OrderByDescending(row => row.Quality).ThenByDescending(row => row.Difficulty).ThenBy(row => Key(row.Cells), StringComparer.Ordinal);

    // Made rows have no label here: what is fitted to the numbers learns from real rows alone.
    private Dataset Encode(IReadOnlyList<string?[]> made)
    {
        TableColumn With(TableColumn column, Func<string?[], string?> cellOf) => column with { Cells = [.. column.Cells, .. made.Select(cellOf)], Raw = null };
        TableColumn[] columns = [.. _features.Columns.Select((column, i) => With(column, cells => cells[i])), With(_answers, _ => null)];
        return DatasetReader.FromTable(
            _features with { Columns = columns, Lines = [.. _features.Lines, .. Enumerable.Repeat(0, made.Count)] },
            new DatasetReaderOptions { Target = _answers.Name, Featurizer = _featurizer });
    }

    // Means and deviations are those of the real rows.
    private static FeatureMatrix Standardised(Dataset data, int realRows, out FeatureMatrix made)
    {
        int[] real = [.. Enumerable.Range(0, realRows)];
        int[] others = [.. Enumerable.Range(realRows, data.Rows - realRows)];
        var standardizer = Standardizer.Fit(data, real);
        made = new FeatureMatrix(standardizer.Transform(data, others), others.Length, data.Features);
        return new FeatureMatrix(standardizer.Transform(data, real), realRows, data.Features);
    }

    // A missing cell differs from every text.
    private static string Key(IReadOnlyList<string?> cells) => string.Join('\u001f', cells.Select(cell => cell ?? "\0"));

    private readonly record struct Draft(int Label, string Method, MadeCells Row);
}
