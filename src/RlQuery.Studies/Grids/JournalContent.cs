using RlQuery.Core;
using RlQuery.Core.Data.Text;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Grids;

/// <summary>What an <see cref="EpisodeJournal"/> holds.</summary>
/// <param name="Settings">Settings of the run.</param>
/// <param name="Shard">Which part of the grid it is.</param>
/// <param name="Outcomes">The episodes that ended, by cell.</param>
/// <param name="Damaged">Number of lines that are torn, damaged or of no episode of the grid; they are left out.</param>
internal sealed record JournalContent(EvaluationSettings Settings, Shard Shard, IReadOnlyDictionary<GridCell, EpisodeOutcome> Outcomes, int Damaged)
{
    /// <summary>Reads a journal that nobody writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where metrics and heuristics are found.</param>
    /// <exception cref="InvalidInputException">
    /// There is no such file, it is no journal of this command, its first line is damaged, or a run is writing it.
    /// </exception>
    public static JournalContent Read(string path, Parts parts) => Read(path, parts, FileShare.None);

    /// <summary>Reads a journal, which a run may be writing, as far as it is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parts">Where metrics and heuristics are found.</param>
    /// <exception cref="InvalidInputException">There is no such file, it is no journal of this command, or its first line is damaged.</exception>
    public static JournalContent Watch(string path, Parts parts) => Read(path, parts, FileShare.ReadWrite | FileShare.Delete);

    private static JournalContent Read(string path, Parts parts, FileShare share)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException($"{path}: there is no such file");
        }
        try
        {
            if (!InputFile.IsRegular(path))
            {
                ReadSettings(path, null, parts);
            }
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, share));
            return Read(path, reader, parts);
        }
        catch (IOException)
        {
            throw new InvalidInputException($"{path}: another run is writing it; let it end, or stop it first");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw InputFile.Unreadable(path, denied);
        }
    }

    // Line by line: the text of a large grid takes more memory than what it says.
    private static JournalContent Read(string path, StreamReader reader, Parts parts)
    {
        (EvaluationSettings settings, Shard shard) = ReadSettings(path, reader.ReadLine(), parts);
        var outcomes = new Dictionary<GridCell, EpisodeOutcome>();
        var lines = new OutcomeReader(settings);
        int damaged = 0;
        while (reader.ReadLine() is { } line)
        {
            if (lines.Read(line) is { } read && shard.Holds(settings.SplitAt(read.Place)))
            {
                // What failed before may have been tried again.
                outcomes[read.Outcome.Cell] = read.Outcome;
            }
            else
            {
                damaged++;
            }
        }
        return new JournalContent(settings, shard, outcomes, damaged);
    }

    private static (EvaluationSettings Settings, Shard Shard) ReadSettings(string path, string? line, Parts parts)
    {
        try
        {
            return line is not null && JournalLine.ReadSettings(line, parts) is { } header
                ? header
                : throw new InvalidInputException("is not a journal of an evaluation, or its first line is damaged; name a new folder");
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException([.. fault.Faults.Select(line => $"{path}: {line}")]);
        }
    }
}
