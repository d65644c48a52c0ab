using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Studies;
using RlQuery.Studies.Grids;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Cli;

/// <summary>A cross-validation from its plan to its folder and its tables.</summary>
/// <param name="Plan">Who is trained on what.</param>
/// <param name="Heuristics">What the policies are compared with.</param>
/// <param name="Learner">The learner of the evaluation.</param>
/// <param name="Episode">Its budget and batch.</param>
/// <param name="Repeats">Its number of seeds, from 0 on: those of <c>evaluate</c>.</param>
/// <param name="WithControls">Whether controls run too.</param>
/// <param name="Jobs">Number of threads; changes no result.</param>
internal sealed record CrossValidationJob(
    CrossValidationPlan Plan, IReadOnlyList<IQueryStrategy> Heuristics, ILearnerFactory Learner, EpisodeOptions Episode, int Repeats, bool WithControls, int Jobs)
{
    private const string Reference = "margin";

    private LoadedEnvironment Environment => Plan.Environment;

    /// <summary>Trains and evaluates the folds that are asked for and not there yet, then reports over all folds that are there.</summary>
    public void Run(Terminal terminal, CrossValidationFolder folder, IReadOnlyList<int> folds)
    {
        foreach (int fold in folds)
        {
            terminal.Error.WriteLine($"fold {fold + 1} of {Plan.Folds}: {Plan.Held(fold).Count} of {Plan.Sets.Count} sets held out");
            if (!folder.IsTrained(fold))
            {
                var options = new TrainerOptions
                {
                    Out = folder.Fold(fold),
                    Seed = (ulong)Plan.Seed,
                    Steps = Plan.Steps,
                    Resume = PolicyTarget.HoldsCheckpoint(folder.Fold(fold)),
                    Jobs = Jobs,
                    Device = TorchRuntime.Initialize("cpu"),
                };
                new TrainingJob(Plan.EnvironmentOf(fold), Plan.Agent, options).Run(terminal);
            }
            FoldEvaluation own = Open(folder, fold);
            if (!own.IsDone)
            {
                Play(own, terminal);
            }
        }
        FoldEvaluation[] done = [.. Enumerable.Range(0, Plan.Folds).Where(folder.IsTrained).Select(fold => Open(folder, fold)).Where(fold => fold.IsDone)];
        Report(terminal, folder, done);
    }

    private void Play(FoldEvaluation fold, Terminal terminal)
    {
        try
        {
            EvaluationResult result;
            using (EpisodeJournal journal = fold.OpenJournal(out IReadOnlyList<EpisodeOutcome> kept))
            {
                result = (new EvaluationJob([Environment], fold.Plan, fold.Policies) { Jobs = Jobs }).Play(terminal, Shard.Whole, kept, journal.Append);
            }
            if (result.Failures is [EpisodeOutcome failure, ..])
            {
                (_, EpisodeSpec spec) = failure.Cell;
                throw new InvalidOperationException(
                    $"fold {fold.Fold + 1}: {result.Failures.Count} of {result.Outcomes.Count} episodes failed, first {spec.Strategy} on {spec.Data}, seed {spec.Seed}: {failure.Failure}");
            }
            fold.Write(result.Episodes(Learner.Name));
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"fold {fold.Fold + 1} is trained but not evaluated; the same command with --resume goes on");
            throw;
        }
    }

    private FoldEvaluation Open(CrossValidationFolder folder, int fold)
    {
        var faults = new Faults();
        LearnedStrategy? policy = LearnedStrategies.Open([folder.Fold(fold)], faults).SingleOrDefault();
        faults.ThrowIfAny();
        // In tables all folds' policies are one strategy.
        IReadOnlyList<IQueryStrategy> strategies = Controls.Strategies(WithControls, Heuristics, [policy!.Strategy.With(Plan.Agent, policy.Strategy.Selector)]);
        return new FoldEvaluation(folder.Fold(fold), fold, Environment, Evaluation([fold], strategies), Plan.Agent, policy.Hash);
    }

    private EvaluationPlan Evaluation(IReadOnlyList<int> folds, IReadOnlyList<IQueryStrategy> strategies) => new(
        [.. Plan.Sets.Where((_, i) => folds.Contains(Plan.FoldOf[i])).Select(set => set.Data)], strategies, [Learner], Environment.Problem, Episode, Seed: 0, Repeats)
    {
        CountDepartures = WithControls,
    };

    private void Report(Terminal terminal, CrossValidationFolder folder, FoldEvaluation[] done)
    {
        EvaluationPlan plan = Evaluation([.. done.Select(fold => fold.Fold)], done[0].Plan.Strategies);
        // From the files, in the order of the environment: the same bytes, whichever fold came first and whoever ran it.
        ILookup<string, EpisodeResult> read = done.SelectMany(fold => fold.Read()).ToLookup(episode => episode.Spec.Data);
        EpisodeResult[] episodes = [.. plan.Data.SelectMany(set => read[set.Name])];
        var originOf = Plan.Sets.ToDictionary(set => set.Data.Name, set => set.Origin);
        IReadOnlyList<PooledComparison> sets = PooledComparison.With(Reference, episodes, data => data);
        IReadOnlyList<PooledComparison> origins = PooledComparison.With(Reference, episodes, data => originOf[data]);
        JsonObject description = Plan.Describe();
        description["policies"] = new JsonArray([.. done.Select(fold => new JsonObject { ["fold"] = fold.Fold + 1, ["sha256"] = fold.Hash })]);
        string all = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', done.Select(fold => fold.Hash)))));
        EvaluationSettings settings = EvaluationManifest.Describe(
            plan, [(Environment.Name, Environment.Hash)], new Dictionary<string, EvaluatedPolicy> { [Plan.Agent] = new(all, []) }, crossValidation: description);
        var report = new EvaluationReport(
            settings, new EvaluationResult([.. episodes.Select(episode => new EpisodeOutcome(new GridCell(Learner.Name, episode.Spec), episode.Curve, null))]));
        FolderUpdate.Apply(folder.Target, fresh =>
        {
            PooledFile.Write(Path.Combine(fresh, PooledFile.Name), [.. sets.Select(row => ("sets", row)), .. origins.Select(row => ("origins", row))]);
            report.Write(fresh);
        });
        report.Print(terminal, folder.Target);
        if (sets.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(PooledTables.OverSets(sets));
            terminal.Output.WriteLine();
            terminal.Write(PooledTables.OverOrigins(origins));
        }
        int[] missing = [.. Enumerable.Range(0, Plan.Folds).Except(done.Select(fold => fold.Fold)).Select(fold => fold + 1)];
        if (missing.Length > 0)
        {
            terminal.Output.WriteLine($"without {(missing.Length == 1 ? "fold" : "folds")} {string.Join(", ", missing)}: to be trained and evaluated with --resume");
        }
    }
}
