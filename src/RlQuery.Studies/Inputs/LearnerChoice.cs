using RlQuery.Core;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>Finds learners by name.</summary>
internal static class LearnerChoice
{
    /// <summary>Learners by name; unknown and repeated ones are added to the faults.</summary>
    /// <param name="names">The names.</param>
    /// <param name="parts">Where they are found.</param>
    /// <param name="task">The task, whose units they have to predict.</param>
    /// <param name="own">The environment's, where none is named; null where that is not known.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<ILearnerFactory> Parse(IReadOnlyList<string> names, Parts parts, ITask task, ILearnerFactory? own, Faults faults)
    {
        faults.Once("learner", names);
        ILearnerFactory?[] found = [.. names.Distinct().Select(name => faults.Collect(() => parts.FindLearner(name, task.Unit)))];
        return names.Count > 0 ? [.. found.OfType<ILearnerFactory>()] : own is null ? [] : [own];
    }
}
