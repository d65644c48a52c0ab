using RlQuery.Core;

namespace RlQuery.Studies.Results;

/// <summary>Opens a study while its folder is locked.</summary>
internal static class StudyLock
{
    /// <summary>Takes the folder before anything is read; a study that cannot be opened lets go of it.</summary>
    /// <param name="folder">The folder of the study.</param>
    /// <param name="open">Makes the study, which holds the lock from then on.</param>
    /// <exception cref="InvalidInputException">Another run has the folder.</exception>
    public static T Open<T>(string folder, Func<OutputLock, T> open)
    {
        var taken = OutputLock.Take(folder);
        try
        {
            return open(taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }
}
