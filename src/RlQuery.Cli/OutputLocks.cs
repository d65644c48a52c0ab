using RlQuery.Core;

namespace RlQuery.Cli;

/// <summary>The locks of several targets, all or none.</summary>
internal sealed class OutputLocks : IDisposable
{
    private readonly List<(string Target, OutputLock Lock)> _taken = [];

    /// <param name="targets">Folders or files; one that is named twice is taken once.</param>
    /// <exception cref="InvalidInputException">Another run has one of them.</exception>
    public static OutputLocks Take(IEnumerable<string> targets)
    {
        var locks = new OutputLocks();
        try
        {
            foreach (string target in targets.Distinct())
            {
                locks._taken.Add((target, OutputLock.Take(target)));
            }
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    /// <summary>The lock of one of them.</summary>
    public OutputLock Of(string target) => _taken.Find(one => one.Target == target).Lock;

    /// <summary>Lets go of them, of the last one first: a folder that was made for locks alone goes with them.</summary>
    public void Dispose()
    {
        foreach ((_, OutputLock taken) in Enumerable.Reverse(_taken))
        {
            taken.Dispose();
        }
    }
}
