namespace RlQuery.Core.Tests.House;

/// <summary>Which rooms of a project use which.</summary>
internal sealed class RoomGraph
{
    private readonly Dictionary<(string Room, string Used), string> _arrows = [];
    private readonly string[] _rooms;

    /// <param name="project">Name of the project.</param>
    /// <param name="files">Its files.</param>
    public RoomGraph(string project, IReadOnlyList<SourceFile> files)
    {
        Dictionary<string, HashSet<string>> types = files.GroupBy(file => file.Room)
            .ToDictionary(room => room.Key, room => room.SelectMany(file => file.Types).ToHashSet());
        var reader = new RoomReader(project, types);
        _rooms = [.. types.Keys.Order(StringComparer.Ordinal)];
        foreach (SourceFile file in files)
        {
            for (int i = 0; i < file.Code.Count; i++)
            {
                foreach (string used in reader.Used(file.Code[i], file.Room))
                {
                    _arrows.TryAdd((file.Room, used), $"{file.Shown}:{i + 1}");
                }
            }
        }
    }

    /// <summary>The rooms.</summary>
    public IReadOnlyList<string> Rooms => _rooms;

    /// <summary>Every use of a room by another, with a place where it happens.</summary>
    public IReadOnlyDictionary<(string Room, string Used), string> Arrows => _arrows;

    /// <summary>Rooms that use each other, directly or not: each set as large as can be.</summary>
    public IEnumerable<IReadOnlyList<string>> Circles()
    {
        Dictionary<string, HashSet<string>> reached = _rooms.ToDictionary(room => room, Reached);
        return _rooms
            .Where(room => reached[room].Contains(room))
            .GroupBy(room => _rooms.First(other => reached[room].Contains(other) && reached[other].Contains(room)))
            .Select(circle => (IReadOnlyList<string>)[.. circle]);
    }

    private HashSet<string> Reached(string start)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out string? room))
        {
            foreach ((string from, string used) in _arrows.Keys)
            {
                if (from == room && reached.Add(used))
                {
                    open.Push(used);
                }
            }
        }
        return reached;
    }
}
