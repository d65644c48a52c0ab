using System.Text.RegularExpressions;

namespace RlQuery.Core.Tests.House;

/// <summary>Reads from code which rooms of its own project it uses.</summary>
/// <param name="project">Name of the project.</param>
/// <param name="types">Names of the types of each room.</param>
internal sealed partial class RoomReader(string project, IReadOnlyDictionary<string, HashSet<string>> types)
{
    /// <summary>The rooms that a line uses: by a using directive or a full name, by a name that begins with a room's, or by a type of a room around.</summary>
    /// <param name="code">A line without its comment.</param>
    /// <param name="own">The room in which it stands.</param>
    public IEnumerable<string> Used(string code, string own) =>
        FullNames(code).Concat(PartialNames(code)).Concat(NamesOfOuterRooms(code, own)).Where(room => room != own).Distinct();

    private IEnumerable<string> FullNames(string code)
    {
        foreach (string name in FullName().Matches(code).Select(match => match.Value))
        {
            if (name == project)
            {
                yield return "";
            }
            else if (name.StartsWith($"{project}.", StringComparison.Ordinal) && Longest(name[(project.Length + 1)..]) is { } room)
            {
                yield return room;
            }
        }
    }

    // The room that a dotted name begins with; the longest, since Data.Formats is not Data.
    private string? Longest(string name) => types.Keys
        .Where(room => room.Length == 0 ? types[room].Contains(name.Split('.')[0]) : $"{name}.".StartsWith($"{room}.", StringComparison.Ordinal))
        .MaxBy(room => room.Length);

    // Numerics.VectorMath or Formats.TextFile: the end of a room's name, and a type of that room.
    private IEnumerable<string> PartialNames(string code) =>
        from match in DottedName().Matches(code)
        let parts = match.Value.Split('.')
        from length in Enumerable.Range(1, parts.Length - 1)
        let named = string.Join('.', parts[..length])
        from room in types
        where $".{room.Key}".EndsWith($".{named}", StringComparison.Ordinal) && room.Value.Contains(parts[length])
        select room.Key;

    // The namespaces around the own one need no using directive.
    private IEnumerable<string> NamesOfOuterRooms(string code, string own)
    {
        if (code.StartsWith("using ", StringComparison.Ordinal) || code.StartsWith("namespace ", StringComparison.Ordinal))
        {
            yield break;
        }
        string[] names = [.. Name().Matches(code).Select(match => match.Value)];
        for (string room = own; room.Length > 0;)
        {
            room = Outer(room);
            if (types.TryGetValue(room, out HashSet<string>? known) && names.Any(name => known.Contains(name) && !types[own].Contains(name)))
            {
                yield return room;
            }
        }
    }

    /// <summary>The room that holds a room; empty for the project itself.</summary>
    /// <param name="room">The room.</param>
    public static string Outer(string room) => room.Contains('.', StringComparison.Ordinal) ? room[..room.LastIndexOf('.')] : "";

    [GeneratedRegex(@"\bRlQuery(\.\w+)+")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(\.[A-Z]\w*)+")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Name();
}
