using System.Collections;
using System.Reflection;

namespace RlQuery.Core;

/// <summary>The parts of one kind, in order and by name.</summary>
internal sealed class PartList
{
    private readonly Dictionary<string, IPart> _byName;
    private readonly IList _parts;

    private PartList(Type kind, IList parts, Dictionary<string, IPart> byName)
    {
        Kind = kind;
        (_parts, _byName) = (parts, byName);
    }

    /// <summary>The type that the kind's parts share.</summary>
    public Type Kind { get; }

    /// <summary>The parts, an array of <see cref="Kind"/>.</summary>
    public IList Parts => _parts;

    /// <summary>What the kind is called.</summary>
    /// <exception cref="ArgumentException">The type marks no kind.</exception>
    public static PartKindAttribute Words(Type kind) => kind.GetCustomAttribute<PartKindAttribute>(inherit: false)
        ?? throw new ArgumentException($"{kind} is no kind of parts: it lacks {nameof(PartKindAttribute)}", nameof(kind));

    /// <summary>The kinds that a part is of.</summary>
    public static IEnumerable<Type> KindsOf(IPart part) => part.GetType().GetInterfaces().Concat(BaseTypes(part.GetType()))
        .Where(type => type.IsDefined(typeof(PartKindAttribute), inherit: false));

    /// <summary>A list without parts.</summary>
    public static PartList Empty(Type kind) => new(kind, Array.CreateInstance(kind, 0), []);

    /// <summary>The list with a part more.</summary>
    /// <exception cref="ArgumentException">Another part has its name.</exception>
    public PartList With(IPart part)
    {
        var byName = new Dictionary<string, IPart>(_byName, StringComparer.Ordinal);
        foreach (string name in part.Aliases.Prepend(part.Name))
        {
            if (!byName.TryAdd(name, part))
            {
                throw new ArgumentException($"{Words(Kind).Word}: '{name}' is the name of {byName[name].GetType()} already; give {part.GetType()} another");
            }
        }
        var parts = Array.CreateInstance(Kind, _parts.Count + 1);
        _parts.CopyTo(parts, 0);
        parts.SetValue(part, _parts.Count);
        return new PartList(Kind, parts, byName);
    }

    /// <summary>The part of a name or alias; null where there is none.</summary>
    public IPart? Find(string name) => _byName.GetValueOrDefault(name);

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (Type? own = type; own is not null; own = own.BaseType)
        {
            yield return own;
        }
    }
}
