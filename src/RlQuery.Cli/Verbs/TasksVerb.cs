using System.CommandLine;
using RlQuery.Cli.Labelling;
using RlQuery.Cli.Tasks;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.AnnotationTasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery tasks</c>: makes questions of the rows to label next, and ranks them by gain per second.</summary>
internal sealed class TasksVerb : Verb
{
    private const int MostRows = 10_000;
    private const string UsualPolicy = "policies/general";

    private readonly ChooserOptions _chooser = new();
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = $"Table ({PartsHelp.Extensions(columns: true)}); rows whose target cell is empty, ? or NA can be asked for.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Target column, by name or index. Default: the last." };
    private readonly Option<string[]> _classes = new("--class")
    {
        HelpName = "NAME",
        Description = "A class that labels may name; may be given several times. Default: those of the table's labels, or the session's.",
    };

    private readonly Option<string> _header = HeaderOption.Create();
    private readonly Option<string> _schema = SchemaVerb.Option();
    private readonly EncoderOptions _encoders = new();
    private readonly Option<string> _count = new("--count") { HelpName = "N", Required = true, Description = "Number of rows to ask for." };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Seed of all random draws. Default: 0." };
    private readonly Option<string> _session = new("--session")
    {
        HelpName = "DIR",
        Description = "A session on the same table: its labels count, and difficulty and time are fitted to its annotators.",
    };

    private readonly Option<string> _answers = new("--answers")
    {
        HelpName = "FILE",
        Description = "What several annotators said: a column rlquery_row, and one for each of them. Difficulty is fitted to it.",
    };

    private readonly Option<string> _question = new("--question")
    {
        HelpName = "TEXT",
        Description = "The question. Default: it is made of the names of the target and the classes.",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Description = $"Where to write the tasks, by ending: {string.Join(", ", TaskOutput.Endings)}. Default: only the table is printed.",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace files that exist." };

    public TasksVerb(Terminal terminal)
        : base(
            "tasks",
            "Make questions of the rows to label next, with suggested answers, examples, difficulty, gain and time; best gain per second first.",
            "rlquery tasks --data mine.csv --target label --count 20 --out tasks.html",
            "rlquery tasks --data mine.csv --target label --count 200 --session sessions/mine --out tasks.json",
            "rlquery tasks --data mine.csv --target label --count 50 --answers answers.csv --strategy margin --out tasks.jsonl")
    {
        foreach (Option option in (Option[])
        [
            _chooser.Policy, _chooser.Strategy, _chooser.Learner, _data, _target, _classes, _header, _schema, .. _encoders.All, _count, _seed, _session,
            _answers, _question, _out, _force,
        ])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        var faults = new Faults();
        Parts parts = PartsOption.Read(parsed);
        string? strategy = parsed.GetValue(_chooser.Strategy);
        string? learner = parsed.GetValue(_chooser.Learner);
        string? policy = parsed.GetValue(_chooser.Policy) ?? ((strategy ?? learner) is null ? UsualPolicy : null);
        var chooser = Chooser.Of(policy, strategy, learner, parts, ClassificationTask.Instance, faults);
        int count = faults.Integer("count", parsed.GetRequiredValue(_count), 1, MostRows, 1);
        int seed = faults.Integer("seed", parsed.GetValue(_seed), 0, int.MaxValue, 0);
        string? question = parsed.GetValue(_question);
        if (question is not null && (question.Trim().Length == 0 || question.Any(char.IsControl)))
        {
            faults.Add("question: is not allowed; use one line of text");
        }
        string data = parsed.GetRequiredValue(_data);
        var output = TaskOutput.Of(parsed.GetValue(_out), parsed.GetValue(_force), data, faults);
        string[] classes = parsed.GetValue(_classes) ?? [];
        faults.Once("class", classes);
        TaskSession? session = TaskSession.Read(parsed.GetValue(_session), data, parsed.GetValue(_target), classes, parts, faults);
        LabellingTable? table = ReadTable(parsed, data, session?.Target ?? parsed.GetValue(_target), parts, terminal, faults);
        LabellingState? state = session?.State ?? (table is null ? null : faults.Collect(() => Begin(table, classes)));
        AnswerHistory? history = parsed.GetValue(_answers) is not { } file ? AnswerHistory.None
            : table is null || state is null ? null : faults.Collect(() => AnswersFile.Read(file, table, state.Classes, parts));
        faults.Note(table?.Data.Notes ?? []);
        faults.ThrowIfAny();

        terminal.Notes(table!.Data.Notes);
        AnnotationTaskList tasks = AnnotationTaskMaker.Make(
            table, state!, history!.With(AnswerHistory.Of(state!)), chooser.Strategy!, chooser.Learner!,
            new AnnotationTaskOptions(count, chooser.Budget, (ulong)seed)
            {
                Question = question,
                HeldBack = session?.HeldBack ?? new HashSet<int>(),
                Jobs = Environment.ProcessorCount,
            }, terminal.Cancellation);
        terminal.Notes(tasks.Notes);
        if (tasks.Tasks.Count < count)
        {
            terminal.Notes([FormattableString.Invariant($"{count} rows were asked for, and {tasks.Tasks.Count} are open: all of them are there")]);
        }
        TaskTable.Write(terminal, tasks);
        string model = FormattableString.Invariant($"{chooser.Learner!.Name}, {state!.Labelled.Count} labels");
        foreach (string line in output?.Write(table, state.Classes, tasks, model) ?? [])
        {
            terminal.Output.WriteLine(line);
        }
    }

    private LabellingTable? ReadTable(ParseResult parsed, string data, string? target, Parts parts, Terminal terminal, Faults faults)
    {
        bool? header = HeaderOption.Parse(parsed.GetValue(_header), faults);
        TableSchema? schema = DataSets.ReadSchema(parsed.GetValue(_schema), faults);
        ITableFeaturizer featurizer = _encoders.Read(parsed, parts, terminal, faults);
        return faults.Collect(() => LabellingTable.Of(TableReader.Read(data, target, parts, header), target, featurizer, schema));
    }

    // The classes of the labels and those that are named.
    private static LabellingState Begin(LabellingTable table, string[] named) =>
        table.Begin(named.Length == 0 ? [] : [.. table.Data.ClassNames.Union(named)]);
}
