using System.Security.Cryptography;

namespace RlQuery.Core;

/// <summary>Keeps a folder or file that is to be written to one run at a time, of any process and thread.</summary>
/// <remarks>
/// Beside the target stand <c>.NAME.rlquery-lock</c>, which the system itself keeps for its holder and lets go of when he ends, however he ends, and
/// <c>.NAME.rlquery-pid</c>, which says who he is. Both go when the lock does; what a killed process left of them is taken over. The holder is the one writer
/// of the target, and so clears away what killed ones were making. Where nothing may be made beside a folder, both stand in it.
/// </remarks>
public sealed class OutputLock : IDisposable
{
    private const int MostAttempts = 200;

    private const int MostSeconds = 500_000_000;

    // Far in the past, so that no clock gives such a time; files are told apart by it.
    private static readonly DateTime Epoch = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly LockPlace _place;
    private readonly FileStream _held;
    private readonly DateTime _mark;
    private readonly IReadOnlyList<string> _made;

    private OutputLock(LockPlace place, FileStream held, DateTime mark, IReadOnlyList<string> made) =>
        (_place, _held, _mark, _made) = (place, held, mark, made);

    /// <summary>Takes the lock of a target, before anything of it is looked at.</summary>
    /// <param name="target">The folder or file; it need not exist.</param>
    /// <param name="option">What the target is named by, for faults.</param>
    /// <exception cref="InvalidInputException">Another run has it, whose process is named, or nothing can be written there.</exception>
    public static OutputLock Take(string target, string option = "out")
    {
        var place = LockPlace.Of(target, option);
        try
        {
            return Take(place, target, option);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (place.Inside is not { } inside)
            {
                throw Refusal(place, failure);
            }
            try
            {
                return Take(inside, target, option);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                throw Refusal(inside, second);
            }
        }

        // What is refused is to write into the folder, whatever the file.
        InvalidInputException Refusal(LockPlace tried, Exception failure) => new(
            $"{option}: {target} cannot be written: {failure.Message.Replace($"'{tried.Lock}'", $"'{tried.Folder}'", StringComparison.Ordinal)}");
    }

    /// <summary>Whether a file or folder is one that stands beside targets while they are written, and is of no account.</summary>
    /// <param name="path">Its path.</param>
    public static bool IsAside(string path) => TemporaryName.Is(path) || LockPlace.Is(path);

    /// <summary>Lets go of the target.</summary>
    public void Dispose()
    {
        if (!_held.CanWrite)
        {
            return;
        }
        if (_place.IsStill(_mark))
        {
            File.Delete(_place.Owner);
            File.Delete(_place.Lock);
        }
        _held.Dispose();
        DeleteEmpty(_made);
    }

    private static OutputLock Take(LockPlace place, string target, string option)
    {
        for (int attempt = 0; ; attempt++)
        {
            IReadOnlyList<string> made = Make(place.Folder);
            try
            {
                if (place.Open() is { } held)
                {
                    DateTime mark = Mark(held);
                    // Who let go of it before it was ours has deleted it, and another may stand in its place.
                    if (place.IsStill(mark))
                    {
                        place.WriteOwner();
                        place.Sweep();
                        return new OutputLock(place, held, mark, made);
                    }
                    held.Dispose();
                }
            }
            catch (IOException failure) when (HeldFile.IsMeant(failure))
            {
                throw new InvalidInputException($"{option}: {target} is in use by {place.ReadOwner()}; let it end, or stop it first");
            }
            catch (IOException) when (attempt < MostAttempts && !Directory.Exists(place.Folder))
            {
                // Whoever made the folders above has deleted them meanwhile.
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                DeleteEmpty(made);
                throw;
            }
            if (attempt == MostAttempts)
            {
                throw new IOException($"{place.Lock} changes hands too fast");
            }
        }
    }

    // No two holders give one mark, and a file that is held cannot be opened to be compared.
    private static DateTime Mark(FileStream held)
    {
        DateTime time = Epoch.AddSeconds(RandomNumberGenerator.GetInt32(MostSeconds)).AddMicroseconds(RandomNumberGenerator.GetInt32(1_000_000));
        File.SetLastWriteTimeUtc(held.SafeFileHandle, time);
        return File.GetLastWriteTimeUtc(held.SafeFileHandle);
    }

    private static List<string> Make(string folder)
    {
        var missing = new List<string>();
        for (string? above = folder; above is not null && !Directory.Exists(above); above = Path.GetDirectoryName(above))
        {
            missing.Add(above);
        }
        Directory.CreateDirectory(folder);
        return missing;
    }

    // From the innermost outwards; one that has come to hold something stays.
    private static void DeleteEmpty(IReadOnlyList<string> folders)
    {
        try
        {
            foreach (string folder in folders)
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // It holds what was written.
        }
    }
}
