using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>Checks what depends on the task of an environment file that may have faults of its own.</summary>
internal static class TaskChecks
{
    /// <summary>Runs checks for the task of an environment; where its faults hide the task, only what no task allows is a fault.</summary>
    /// <param name="environment">The environment; null if it cannot be read.</param>
    /// <param name="file">Its file, which may say its task in spite of its faults.</param>
    /// <param name="parts">Where tasks are found.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <param name="check">Is given the task and where faults go.</param>
    public static T Run<T>(LoadedEnvironment? environment, string? file, Parts parts, Faults faults, Func<ITask, Faults, T> check)
    {
        if ((environment?.Task ?? (file is null ? null : EnvironmentFile.FindTask(file, parts))) is ITask task)
        {
            return check(task, faults);
        }
        (T Result, Faults Faults)[] tried = [.. parts.All<ITask>().Select(one =>
        {
            var own = new Faults();
            return (check(one, own), own);
        })];
        foreach (string fault in tried[0].Faults.All.Where(fault => tried.All(one => one.Faults.All.Any(other => Head(other) == Head(fault)))))
        {
            faults.Add(fault);
        }
        return tried[0].Result;
    }

    // What is allowed instead depends on the task, and stands behind a semicolon.
    private static string Head(string fault) => fault.Split(';')[0];
}
