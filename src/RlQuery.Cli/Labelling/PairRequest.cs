using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Tasks;
using RlQuery.Embeddings;
using RlQuery.MicrosoftML;
using RlQuery.Sessions;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Labelling;

/// <summary>Begins and resumes sessions about pairs of rows.</summary>
internal static class PairRequest
{
    /// <summary>Whether a task asks about pairs; an unknown one does not.</summary>
    public static bool IsAbout(string? task, Parts parts) => task is not null && parts.TryFind<ITask>(task)?.Answer == TargetKind.Link;

    /// <summary>Begins a session; nothing is written before all options are checked.</summary>
    public static OpenPairs Begin(LabelRequest request)
    {
        OutputLock reserved = SessionFile.Reserve(request.Session);
        try
        {
            return Begin(request, reserved);
        }
        catch
        {
            reserved.Dispose();
            throw;
        }
    }

    /// <summary>Opens a session that was begun.</summary>
    /// <param name="request">What is asked of it.</param>
    /// <param name="answers">Whether an annotator will answer, who has to be named if others are.</param>
    /// <returns>Null where it is not about pairs.</returns>
    public static OpenPairs? TryResume(LabelRequest request, bool answers = true)
    {
        var file = SessionFile.Open(request.Session);
        try
        {
            if (!IsAbout(file.Settings.Task, request.Parts))
            {
                file.Dispose();
                return null;
            }
            return Resume(request, file, answers);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static OpenPairs Begin(LabelRequest request, OutputLock reserved)
    {
        var faults = new Faults();
        ITask task = request.Parts.Find<ITask>(request.Task!);
        if (request.Data is null)
        {
            faults.Add("data: a new session needs a table; use --data FILE");
        }
        FindUnused(request, faults);
        request.FindNameFault(faults);
        if (request.AllowOutOfRange)
        {
            faults.Add("allow-out-of-range: the range of a policy is not looked at where pairs are asked about; leave it out");
        }
        var chooser = Chooser.Of(request.Policy, request.Strategy, request.Learner, request.Parts, task, faults);
        TableSchema? schema = DataSets.ReadSchema(request.Schema, faults);
        bool? header = HeaderOption.Parse(request.Header, faults);
        ColumnEncoders? encoders = faults.Collect(() => PretrainedEncoders.Create(request.Parts, request.Encoders, request.Encoding));
        int seed = faults.Integer("seed", request.Seed, 0, int.MaxValue, 0);
        int clusters = ClustersOption.Parse(request.Clusters, faults);
        Table? cells = request.Data is null ? null : faults.Collect(() => TableReader.Read(request.Data, request.Target, request.Parts, header));
        PairTable? table = cells is null || encoders is null ? null
            : faults.Collect(() => PairTable.Of(cells, request.Target, clusters, (ulong)seed, new MixedTableFeaturizer(encoders), schema));
        faults.Note(table?.Notes ?? []);
        faults.ThrowIfAny();

        var settings = new SessionSettings(
            Path.GetFullPath(request.Data!), request.Target is null ? "" : cells!.Columns[TableReader.FindTarget(cells, request.Target)].Name,
            chooser.Policy is null ? null : Path.GetFullPath(PolicyFolder.Locate(request.Policy!)), chooser.Policy?.Hash,
            chooser.Policy is null ? chooser.Strategy!.Name : null, chooser.Learner!.Name, (ulong)seed, 0, [], 0, schema?.ToText(), task.Name)
        {
            Clusters = clusters,
            Header = cells!.Header,
            Encoders = [encoders!.Texts.Name, encoders.Images.Name],
            Asked = request.Encoders.Count > 0 ? [.. request.Encoders.Select(EncoderModels.Located)] : null,
            Models = EncoderModels.Of(encoders, schema),
        };
        var file = SessionFile.Begin(request.Session, settings, TableFingerprint.Of(cells), reserved);
        return new OpenPairs(file, table!, table!.Begin(), chooser.Strategy!, chooser.Learner, chooser.Budget, request.Annotator);
    }

    private static OpenPairs Resume(LabelRequest request, SessionFile file, bool answers)
    {
        SessionSettings settings = file.Settings;
        var faults = new Faults();
        request.FindChanges(settings, faults);
        FindUnused(request, faults);
        ITask task = request.Parts.Find<ITask>(settings.Task!);
        var chooser = Chooser.Again(settings, request.Policy, request.Parts, task, faults);
        (PairTable? table, LabellingState? state) = faults.Collect(() => ReadTable(request, file));
        request.FindNameFault(faults, answers ? state : null);
        faults.ThrowIfAny();
        return new OpenPairs(file, table!, state!, chooser.Strategy!, chooser.Learner!, chooser.Budget, request.Annotator);
    }

    private static (PairTable Table, LabellingState State) ReadTable(LabelRequest request, SessionFile file)
    {
        SessionSettings settings = file.Settings;
        Table cells = request.ReadUnchanged(file);
        TableSchema? schema = settings.Schema is { } kept ? TableSchema.Parse(kept, request.Session) : null;
        string? aside = settings.Target.Length == 0 ? null : settings.Target;
        var table = PairTable.Of(cells, aside, settings.Clusters ?? 2, settings.Seed, request.FeaturizerOf(settings, schema), schema);
        LabellingState state = table.Begin();
        file.Replay(state);
        return (table, state);
    }

    // What has no meaning for pairs is refused as a misunderstanding.
    private static void FindUnused(LabelRequest request, Faults faults)
    {
        (string Option, string? Value)[] unused =
        [
            ("class", request.Classes.Count == 0 ? null : string.Join(", ", request.Classes)), ("holdout", request.HeldBack),
            ("explore", request.Explore), ("overlap", request.Overlap), ("graph", request.Graph), ("graph-column", request.GraphColumn),
        ];
        foreach ((string option, string? value) in unused.Where(one => one.Value is not null))
        {
            faults.Add($"{option}: {value} is not allowed where pairs of rows are asked about; leave it out");
        }
    }
}
