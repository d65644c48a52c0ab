namespace RlQuery.Core.Tests.House;

/// <summary>The order of a project's rooms: each may use those before it.</summary>
/// <param name="steps">
/// Rooms in their order. Those of one step, with a bar between them, do not know each other; nor do those of <c>Agents.*</c>, all that stand in Agents.
/// An empty name is the project's own namespace.
/// </param>
internal sealed class RoomOrder(params string[] steps)
{
    private readonly Dictionary<string, int> _steps = steps
        .SelectMany((step, i) => step.Split('|').Select(room => (Room: room, Step: i))).ToDictionary(entry => entry.Room, entry => entry.Step);

    /// <summary>Whether a room has a place in the order: its own, or that of a room around it that is not ordered within.</summary>
    /// <param name="room">The room.</param>
    public bool Has(string room) => Home(room) is (string home, _)
        && (home == room || !_steps.Keys.Any(known => known.StartsWith($"{home}.", StringComparison.Ordinal)));

    /// <summary>Whether a room may use another. Within a room that is not ordered there is only the rule that nothing goes in a circle.</summary>
    /// <param name="room">The room.</param>
    /// <param name="used">The other.</param>
    public bool Allows(string room, string used) =>
        Home(room) is (string home, int step) && Home(used) is (string other, int before) && (home == other || before < step);

    // The nearest room with a step, from the room itself outwards; the project's own namespace is nobody's home but its own.
    private (string Room, int Step)? Home(string room)
    {
        string outer = RoomReader.Outer(room);
        return _steps.TryGetValue(room, out int step) || _steps.TryGetValue($"{outer}.*", out step) ? (room, step)
            : outer.Length > 0 ? Home(outer)
            : null;
    }
}
