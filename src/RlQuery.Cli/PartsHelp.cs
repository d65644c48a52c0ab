using RlQuery.Core.Data;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Standard;
using RlQuery.Torch.Agents;

namespace RlQuery.Cli;

/// <summary>The parts named in help: those that come with the command.</summary>
internal static class PartsHelp
{
    /// <summary>Names of agents: <c>dqn|imitation</c>.</summary>
    public static string Agents { get; } = string.Join('|', StudyParts.Create().All<IAgentDescriptor>().Select(agent => agent.Name));

    /// <summary>The default strategies, by task.</summary>
    public static string Strategies { get; } = ByTask(task => string.Join(", ", task.DefaultStrategies));

    /// <summary>The default learner, by task.</summary>
    public static string Learners { get; } = ByTask(task => task.DefaultLearner);

    /// <summary>The default metrics, by task.</summary>
    public static string Metrics { get; } = ByTask(task => task.DefaultMetric.Name);

    /// <summary>Extensions of tables: <c>.csv, .tsv or .arff, also with .gz</c>.</summary>
    /// <param name="columns">Whether they have to have named columns.</param>
    public static string Extensions(bool columns)
    {
        string[] all =
        [
            .. StudyParts.Create().All<ITableFormat>().Where(format => format.HasColumns || !columns).SelectMany(format => format.Extensions).Distinct(),
        ];
        return $"{string.Join(", ", all[..^1])} or {all[^1]}, also with .gz";
    }

    /// <summary>Tasks that ask about rows, each with the answers that it takes.</summary>
    public static string Tasks { get; } = string.Join(
        ", ",
        StudyParts.Create().All<ITask>().Where(task => task.Answer == task.Target).Select(task => task.Name + task.Target switch
        {
            TargetKind.Class => " (a class)",
            TargetKind.Number => " (a number)",
            TargetKind.Text => " (a text)",
            _ => " (classes between semicolons, {} for none)",
        }));

    /// <summary>What is said of the first task, which is the usual one, and of those that differ from it.</summary>
    public static string ByTask(Func<ITask, string> say)
    {
        IReadOnlyList<ITask> tasks = [.. StudyParts.Create().All<ITask>()];
        string usual = say(tasks[0]);
        return string.Join("; ", tasks.Skip(1).Where(task => say(task) != usual).Select(task => $"in {task.Name} {say(task)}").Prepend(usual));
    }
}
