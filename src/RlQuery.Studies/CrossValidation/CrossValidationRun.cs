using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Results;
using RlQuery.Studies.Training;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.CrossValidation;

/// <summary>A cross-validation from its plan to its folder and its tables.</summary>
/// <param name="Plan">Who is trained on what.</param>
/// <param name="Heuristics">What the policies are compared with.</param>
/// <param name="Learner">The learner of the evaluation.</param>
/// <param name="Problem">How it splits and starts.</param>
/// <param name="Episode">Its budget and batch.</param>
/// <param name="Repeats">Its number of seeds, from 0 on: those of an evaluation.</param>
/// <param name="WithControls">Whether controls run too.</param>
/// <param name="Jobs">Number of threads; changes no result.</param>
internal sealed record CrossValidationRun(
    CrossValidationPlan Plan, IReadOnlyList<ComparedStrategy> Heuristics, ILearnerFactory Learner, ProblemOptions Problem, EpisodeOptions Episode,
    int Repeats, bool WithControls, int Jobs)
{
    /// <summary>Who plays the episodes; null for this process.</summary>
    public IParcelNodes? Nodes { get; init; }

    private LoadedEnvironment Environment => Plan.Environment;

    /// <summary>Trains and evaluates the requested folds that are not finished, then reports over all finished folds.</summary>
    public CrossValidationResults Run(CrossValidationFolder folder, IReadOnlyList<int> folds, IStudyProgress progress, CancellationToken cancellation)
    {
        var trained = new List<TrainedPolicy>();
        foreach (int fold in folds)
        {
            progress.Note($"fold {fold + 1} of {Plan.Folds}: {Plan.Held(fold).Count} of {Plan.Sets.Count} sets held out");
            if (!folder.IsTrained(fold))
            {
                trained.Add(Train(folder, fold, progress, cancellation));
            }
            FoldEvaluation own = Open(folder, fold);
            if (!own.IsDone)
            {
                Play(own, progress, cancellation);
            }
        }
        FoldEvaluation[] done = [.. Enumerable.Range(0, Plan.Folds).Where(folder.IsTrained).Select(fold => Open(folder, fold)).Where(fold => fold.IsDone)];
        return new CrossValidationResults(
            Report(folder, done), trained, [.. Enumerable.Range(0, Plan.Folds).Except(done.Select(fold => fold.Fold)).Select(fold => fold + 1)]);
    }

    private TrainedPolicy Train(CrossValidationFolder folder, int fold, IStudyProgress progress, CancellationToken cancellation)
    {
        var options = new TrainerOptions
        {
            Out = folder.Fold(fold),
            Seed = (ulong)Plan.Seed,
            Steps = Plan.Steps,
            Resume = TrainingFolder.HoldsCheckpoint(folder.Fold(fold)),
            Jobs = Jobs,
            Device = TorchRuntime.Initialize("cpu"),
        };
        // Agents whose episodes do not travel are trained here.
        bool scattered = Environment.Parts.Find<IAgentDescriptor>(Plan.Agent).IsScattered;
        return new TrainingRun(Plan.EnvironmentOf(fold), Plan.Agent, options) { Nodes = scattered ? Nodes : null }.Run(progress, cancellation);
    }

    private void Play(FoldEvaluation fold, IStudyProgress progress, CancellationToken cancellation)
    {
        try
        {
            EvaluationResult result;
            using (EpisodeJournal journal = fold.OpenJournal(out IReadOnlyList<EpisodeOutcome> kept))
            {
                var job = new EvaluationJob([Environment], fold.Plan) { Jobs = Jobs, Nodes = Nodes, PolicyFolders = [(Plan.Agent, fold.Folder)] };
                result = job.Play(Shard.Whole, kept, journal.Append, progress, cancellation);
            }
            if (result.Failures is [EpisodeOutcome failure, ..])
            {
                (_, EpisodeSpec spec) = failure.Cell;
                throw new InvalidOperationException(
                    $"fold {fold.Fold + 1}: {result.Failures.Count} of {result.Outcomes.Count} episodes failed, "
                    + $"first {spec.Strategy} on {spec.Data}, seed {spec.Seed}: {failure.Failure}");
            }
            fold.Write(result.Episodes(Learner.Name));
        }
        catch (OperationCanceledException stop)
        {
            throw new StudyStoppedException($"fold {fold.Fold + 1} is trained but not evaluated", stop);
        }
    }

    private FoldEvaluation Open(CrossValidationFolder folder, int fold)
    {
        var faults = new Faults();
        LearnedStrategy? policy = LearnedStrategies.Open([folder.Fold(fold)], Environment.Parts, faults).SingleOrDefault();
        faults.ThrowIfAny();
        // In tables all folds' policies are one strategy.
        LearnedPolicy own = policy!.Strategy.With(Plan.Agent, policy.Strategy.Selector);
        var policies = new[] { ComparedStrategy.Policy(own, policy.Hash, []) };
        EvaluationPlan plan = Evaluation([fold], ControlStrategies.Of(WithControls, Environment.Parts, Environment.Task, Heuristics, policies));
        return new FoldEvaluation(folder.Fold(fold), fold, Environment, plan, policy.Hash);
    }

    private EvaluationPlan Evaluation(IReadOnlyList<int> folds, IReadOnlyList<ComparedStrategy> strategies) => new(
        [.. Plan.Sets.Where((_, i) => folds.Contains(Plan.FoldOf[i])).Select(set => set.Data)],
        strategies, [Learner], Problem, Episode, Seed: 0, Repeats)
    {
        Parts = Environment.Parts,
        Metrics = Environment.Metrics,
        CountDepartures = WithControls,
    };

    private EvaluationResults Report(CrossValidationFolder folder, FoldEvaluation[] done)
    {
        // The policies of all folds are one strategy, and their hashes one hash.
        string all = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', done.Select(fold => fold.Hash)))));
        EvaluationPlan plan = Evaluation(
            [.. done.Select(fold => fold.Fold)],
            [.. done[0].Plan.Strategies.Select(one => one.Identity.Hash is null ? one : one with { Identity = one.Identity with { Hash = all } })]);
        // From the files, in the order of the environment: the same bytes, in whatever order and by whatever process folds were run.
        ILookup<string, EpisodeResult> read = done.SelectMany(fold => fold.Read()).ToLookup(episode => episode.Spec.Data);
        EpisodeResult[] episodes = [.. plan.Data.SelectMany(set => read[set.Name])];
        var originOf = Plan.Sets.ToDictionary(set => set.Data.Name, set => set.Origin);
        JsonObject description = Plan.Describe();
        description["policies"] = new JsonArray([.. done.Select(fold => new JsonObject { ["fold"] = fold.Fold + 1, ["sha256"] = fold.Hash })]);
        EvaluationSettings settings = EvaluationManifest.Describe(plan, [(Environment.Name, Environment.Hash)], crossValidation: description);
        var result = new EvaluationResult([.. episodes.Select(episode => new EpisodeOutcome(new GridCell(Learner.Name, episode.Spec), episode.Curve, null))]);
        var files = new EvaluationFiles(settings, result, originOf: data => originOf[data]);
        FolderUpdate.Apply(folder.Target, files.Write);
        return new EvaluationResults(folder.Target, files.Learners) { Episodes = result.Outcomes.Count };
    }
}
