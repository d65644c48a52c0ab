using System.Text.Json;
using RlQuery.Sessions;
using RlQuery.Sessions.Shared;

namespace RlQuery.Studio.Serving;

/// <summary>A command as it comes from a page.</summary>
/// <param name="Kind">answer, skip, undo, correct, note or class.</param>
/// <param name="Row">The row that the page shows, or that is corrected.</param>
/// <param name="Version">The version that the page shows.</param>
/// <param name="Key">The page's own name for the command.</param>
/// <param name="Text">The answer or the class.</param>
internal sealed record CommandBody(string? Kind, int? Row, int Version, string? Key, string? Text)
{
    private const int MostLetters = 10_000;
    private const int MostKeyLetters = 64;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads it.</summary>
    /// <returns>Null where it is no command.</returns>
    public static async Task<SentCommand?> ReadAsync(Stream body, CancellationToken cancel)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<CommandBody>(body, Json, cancel).ConfigureAwait(false))?.ToCommand();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SentCommand? ToCommand()
    {
        if (Key is not { Length: > 0 and <= MostKeyLetters } || Text is { Length: > MostLetters })
        {
            return null;
        }
        LabelCommand? command = (Kind, Text?.Trim(), Row) switch
        {
            ("answer", string text, not null) => new LabelCommand.Answer(text),
            ("skip", _, not null) => new LabelCommand.Skip(),
            ("undo", _, _) => new LabelCommand.Undo(),
            ("correct", string text, int row) => new LabelCommand.Correct(row, text),
            ("note", string text, not null) => new LabelCommand.Note(text),
            ("class", string text, _) => new LabelCommand.AddClass(text),
            _ => null,
        };
        return command is null ? null : new SentCommand(command, Row, Version, Key);
    }
}
