using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Cli.Labelling;

/// <summary>Who chooses once the table is known: the task's default heuristic in place of a policy that is out of its range there.</summary>
/// <param name="Chooser">Who chooses.</param>
/// <param name="Line">What a person should know; null where nothing is out of range, or the range is not known.</param>
internal sealed record RangeGuard(Chooser Chooser, string? Line)
{
    /// <summary>Checks a table.</summary>
    /// <param name="chooser">Who was asked for, complete.</param>
    /// <param name="data">The table with its labels.</param>
    /// <param name="excluded">Rows that are neither candidates nor labelled; null for none.</param>
    /// <param name="task">What is answered.</param>
    /// <param name="parts">Where the heuristic is found.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="isAllowed">Whether the policy chooses all the same.</param>
    /// <param name="cancellation">Gives up.</param>
    public static RangeGuard Of(
        Chooser chooser, Dataset data, IReadOnlySet<int>? excluded, ITask task, Parts parts, ulong seed, bool isAllowed, CancellationToken cancellation)
    {
        if (chooser.Policy?.Range is not { } range)
        {
            return new RangeGuard(chooser, null);
        }
        RangeAlarm? alarm = RangeCheck.Of(
            data, range, chooser.Policy.Strategy, chooser.Learner!, chooser.Budget, seed, Environment.ProcessorCount, excluded, cancellation);
        if (alarm is null)
        {
            return new RangeGuard(chooser, null);
        }
        string line = alarm.Line(chooser.Policy.Strategy.Name);
        string heuristic = TaskChoice.DefaultStrategy(task);
        return isAllowed
            ? new RangeGuard(chooser, $"{line}; it chooses all the same")
            : new RangeGuard(
                new Chooser(null, parts.Find<IQueryStrategy>(heuristic), chooser.Learner),
                $"{line}; {heuristic} chooses in its place ({AdvisedRange.AllowOption} takes the policy all the same)");
    }
}
