using System.CommandLine;
using RlQuery.Cli.Labelling;
using RlQuery.Core;
using RlQuery.Studies;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery evaluate</c>: compares strategies and learned policies over data sets and seeds.</summary>
internal sealed class EvaluateVerb : Verb
{
    internal const string ControlsHelp =
        "Add the controls of each policy (a random pick in its shortlist, its network untrained, without its gate, its gate alone) and the rule "
        + "margin-by-density, and count how often each leaves margin's choice; writes controls.csv.";

    private readonly Argument<string[]> _environments = new("ENV.json")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Environment file: the protocol, and the data sets unless --data names others. Several of one protocol are evaluated together. Or an "
            + "experiment file, which names environments and says what options say; an option that is given is heard before it.",
    };

    private readonly Option<string[]> _policies = new("--policy") { HelpName = "DIR", Description = "Folder of a learned policy; may be given several times." };
    private readonly Option<string[]> _strategies = new("--strategy")
    {
        HelpName = "NAME",
        Description = $"Strategy (see 'rlquery list strategies'); may be given several times. Default: {PartsHelp.Strategies}.",
    };

    private readonly Option<string[]> _data = new("--data")
    {
        HelpName = "FILE|NAME",
        Description = "File or bundled set in place of the environment's evaluation sets; may be given several times.",
    };

    private readonly Option<string> _target = new("--target")
    {
        HelpName = "COLUMN",
        Description = "Target column of the files, by name or index. Default: the last.",
    };

    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new("Needs --data; an environment names its own. ");
    private readonly GraphOptions _graph = new();
    private readonly Option<string[]> _learners = new("--learner")
    {
        HelpName = "NAME",
        Description = "Learner (see 'rlquery list learners'); may be given several times. Default: the environment's.",
    };

    private readonly Option<string[]> _metrics = new("--metric")
    {
        HelpName = "NAME",
        Description = "What is measured (see 'rlquery list metrics'); may be given several times, the one to compare by first. "
            + $"Default: {PartsHelp.Metrics}.",
    };

    private readonly Option<string[]> _stops = new("--stopping-rule")
    {
        HelpName = "RULE",
        Description = "Say in hindsight where a rule would have stopped each strategy, such as \"budget:30 or (stability:0.99 and confidence:0.9)\" (see "
            + "'rlquery list stopping-rules'); may be given several times.",
    };

    private readonly Option<string[]> _oldStops = RenamedOption.Old<string[]>("--stop", "RULE");
    private readonly Option<string[]> _reach = new("--reach")
    {
        HelpName = "SCORE",
        Description = "Also count the labels needed for a score of the first metric, such as 0.9; may be given several times.",
    };

    private readonly Option<string> _split = new("--split")
    {
        HelpName = "k-fold:K",
        Description = "Test on each of K stratified folds in turn, the others being the pool: seed S is fold S mod K of repetition S / K. "
            + "Default: the environment's, pool and test rows drawn anew for each seed.",
    };

    private readonly EvaluationSeeds _seeds = new("0-19, of folds as many more as make it a multiple of their number", startsAnywhere: true);
    private readonly Option<string> _budget = new("--budget") { HelpName = "N", Description = "Queries of each episode. Default: the environment's." };
    private readonly Option<bool> _allowSeen = new("--allow-seen")
    {
        Description = "Also evaluate policies on sets that they were trained or chosen on, and say so in tables and manifest.",
    };

    private readonly Option<bool> _controls = new("--controls") { Description = ControlsHelp };
    private readonly Option<string> _jobs = new("--jobs")
    {
        HelpName = "N",
        Description = "Number of threads; results do not depend on it. Default: one for each processor.",
    };

    private readonly Option<string> _attention = new("--attention")
    {
        HelpName = "N",
        Description = "Number of seeds of each set in which to measure, too, what the learned policies attend to, and how often they pick what the "
            + "heuristics would. Default: none.",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Resume the folder's run; failed episodes are tried again.",
    };

    private readonly Option<string> _shard = new("--shard")
    {
        HelpName = "K/N",
        Description = "Run only the K-th of N parts, for 'rlquery merge' to join. Default: all.",
    };

    private readonly Option<string> _cluster = ClusterOption.Create();
    private readonly Option<string[]> _logged = new("--logged")
    {
        HelpName = "SESSION",
        Description = "Instead of an environment: estimate from a labelling session, begun with 'rlquery label --explore EPSILON --holdout N', what policies "
            + "would have added in its states. May be given several times.",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "New folder for report.html, tables, figures and manifest.",
    };

    public EvaluateVerb(Terminal terminal)
        : base(
            "evaluate", "Compare strategies and learned policies; write learning curves, a summary and figures.",
            "rlquery evaluate environments/tabular.json --policy policies/quickstart --out results/tabular",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --data mine.csv --target label --out results/mine",
            "rlquery evaluate environments/tabular.json --policy policies/quickstart --strategy margin --attention 2 --out results/attention",
            "rlquery evaluate environments/tabular.json --metric log-loss --metric accuracy --strategy random --strategy margin --out results/log-loss",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --stopping-rule 'stability:0.99 or confidence:0.9' "
                + "--out results/stopping",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --split k-fold:5 --seeds 0-49 --out results/folds",
            "rlquery evaluate environments/regression.json --strategy random --strategy greedy-input --strategy qbc-variance --out results/regression",
            "rlquery evaluate environments/tabular.json --learner logistic-regression --learner random-forest --strategy margin --out results/grid --resume",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --shard 1/3 --out runs/shard-1",
            "rlquery evaluate environments/tabular.json --strategy random --strategy margin --cluster cluster.json --out runs/results/many",
            "rlquery evaluate environments/tabular.json environments/benchmark.json --strategy random --strategy margin --reach 0.9 --out results/both",
            "rlquery evaluate results/benchmark/experiment.json --out runs/results/benchmark",
            "rlquery evaluate --logged sessions/mine --policy policies/general --strategy entropy --out results/logged",
            "rlquery evaluate environments/tabular.json --policy policies/quickstart --data diabetes --seeds 0-99 --jobs 8 --out results/diabetes")
    {
        Add(_environments);
        foreach (Option option in (Option[])
        [
            _policies, _strategies, _data, _target, _header, _schema, .. _encoders.All, .. _graph.All, _learners, _metrics, _stops, _reach, _split,
            _seeds.Option, _budget, _allowSeen, _controls, _jobs, _attention, _resume, _shard, _cluster, _logged, _out, _oldStops, .. _seeds.Old,
        ])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private int Execute(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(_logged) is { Length: > 0 } sessions)
        {
            LoggedEvaluation.RefuseOthers(parsed, [_logged, _policies, _strategies, _metrics, _data, _encoders.NoCache, _out]);
            var asked = new LoggedRequest(sessions, All(parsed, _data), All(parsed, _policies), All(parsed, _strategies), All(parsed, _metrics));
            LoggedEvaluation.Run(asked, parsed.GetRequiredValue(_out), PartsOption.Read(parsed), _encoders.Options(parsed, terminal), terminal);
            return ExitCode.Success;
        }
        var faults = new Faults();
        if (parsed.GetValue(_environments) is null or { Length: 0 })
        {
            faults.Add("ENV.json: missing; name an environment file, or a labelling session with --logged SESSION");
            faults.ThrowIfAny();
        }
        EvaluationOptions options = Asked(parsed, faults, terminal);
        using EvaluationStudy? study = faults.Collect(() => EvaluationStudy.Open(options));
        faults.ThrowIfAny();
        _seeds.Warn(parsed, new SeedRange(study!.FirstSeed, study.Repeats), terminal);
        try
        {
            return EvaluationPrinter.Print(study.Run(new ProgressDisplay(terminal), terminal.Cancellation), terminal);
        }
        finally
        {
            ClusterOption.Leave(options.Nodes);
        }
    }

    private EvaluationOptions Asked(ParseResult parsed, Faults faults, Terminal terminal)
    {
        (int? first, int? count) = _seeds.Read(parsed, faults);
        Parts parts = PartsOption.Read(parsed);
        return new()
        {
            Environments = parsed.GetRequiredValue(_environments),
            Parts = parts,
            Featurizer = _graph.Link(parsed, EncoderOptions.Create(null, parts, _encoders.Options(parsed, terminal), faults), faults),
            Encoders = All(_encoders.Encoder),
            Out = parsed.GetRequiredValue(_out),
            Data = All(_data),
            Target = parsed.GetValue(_target),
            Header = HeaderOption.Parse(parsed.GetValue(_header), faults),
            Schema = parsed.GetValue(_schema),
            Learners = All(_learners),
            Strategies = All(_strategies),
            Policies = All(_policies),
            Metrics = All(_metrics),
            Stops = RenamedOption.Read(parsed, _stops, _oldStops, faults, terminal) ?? [],
            Reach = [.. All(_reach).Select(score => faults.Score("reach", score)).OfType<double>()],
            Folds = SplitChoice.Folds(parsed.GetValue(_split), faults),
            Repeats = count,
            Seed = first,
            Budget = faults.Whole("budget", parsed.GetValue(_budget), Limits.Budget),
            Controls = parsed.GetValue(_controls),
            AllowSeen = parsed.GetValue(_allowSeen),
            Attention = faults.Whole("attention", parsed.GetValue(_attention), Limits.Attention),
            Jobs = faults.Whole("jobs", parsed.GetValue(_jobs), Limits.Jobs),
            Shard = ShardOption.Parse(parsed.GetValue(_shard), faults),
            Resume = parsed.GetValue(_resume),
            Nodes = ClusterOption.Read(parsed.GetValue(_cluster), faults),
        };

        string[] All(Option<string[]> option) => EvaluateVerb.All(parsed, option);
    }

    private static string[] All(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];
}
