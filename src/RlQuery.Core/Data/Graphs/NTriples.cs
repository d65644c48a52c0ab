using System.Globalization;
using System.Text;

namespace RlQuery.Core.Data.Graphs;

/// <summary>Lines of N-Triples.</summary>
/// <remarks>Source: RDF 1.1 N-Triples, W3C Recommendation of 25 February 2014, section 7 (grammar).</remarks>
internal static class NTriples
{
    private const string NotInIri = "<>\"{}|^`\\";

    /// <summary>Reads a line; an empty one, and one that is a comment alone, hold nothing.</summary>
    public static string? TryRead(ReadOnlySpan<char> line, out Triple triple)
    {
        triple = new Triple { IsNone = true };
        int at = 0;
        Skip(line, ref at);
        if (at == line.Length || line[at] == '#')
        {
            return null;
        }
        if (Resource(line, ref at, "subject", out ReadOnlySpan<char> subject) is { } noSubject)
        {
            return noSubject;
        }
        if (Next(line, ref at) != '<')
        {
            return $"a relation is needed at column {at + 1}: an IRI between < and >";
        }
        if (Iri(line, ref at, out ReadOnlySpan<char> relation) is { } noRelation)
        {
            return noRelation;
        }
        ReadOnlySpan<char> target;
        bool literal = Next(line, ref at) == '"';
        if ((literal ? Literal(line, ref at, out target) : Resource(line, ref at, "object", out target)) is { } noObject)
        {
            return noObject;
        }
        if (Next(line, ref at) != '.')
        {
            return $"a full stop is needed at column {at + 1}";
        }
        at++;
        if (Next(line, ref at) is not ('#' or '\0'))
        {
            return $"column {at + 1}: only a comment may follow the full stop";
        }
        triple = new Triple { Subject = subject, Relation = relation, Object = target, IsLiteral = literal };
        return null;
    }

    private static void Skip(ReadOnlySpan<char> line, scoped ref int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            at++;
        }
    }

    private static char Next(ReadOnlySpan<char> line, scoped ref int at)
    {
        Skip(line, ref at);
        return at < line.Length ? line[at] : '\0';
    }

    private static string? Resource(ReadOnlySpan<char> line, scoped ref int at, string part, out ReadOnlySpan<char> name)
    {
        if (Next(line, ref at) == '<')
        {
            return Iri(line, ref at, out name);
        }
        int start = at;
        name = default;
        if (!line[at..].StartsWith("_:", StringComparison.Ordinal))
        {
            return part == "object" ? $"an object is needed at column {at + 1}: an IRI between < and >, a blank node (_:name), or a text in quotes"
                : $"a {part} is needed at column {at + 1}: an IRI between < and >, or a blank node (_:name)";
        }
        at += 2;
        while (at < line.Length && (IsNamePart(line[at]) || (line[at] is '.' or '-' && at > start + 2)))
        {
            at++;
        }
        // A full stop at the end is that of the triple.
        while (at > start + 2 && line[at - 1] == '.')
        {
            at--;
        }
        name = line[start..at];
        return at == start + 2 ? $"column {start + 1}: a blank node needs a name behind _:" : null;
    }

    private static bool IsNamePart(char sign) => char.IsLetterOrDigit(sign) || sign is '_' or ':' or '\u00B7' || char.IsSurrogate(sign)
        || char.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark;

    private static string? Iri(ReadOnlySpan<char> line, scoped ref int at, out ReadOnlySpan<char> iri)
    {
        int start = at++;
        bool escaped = false;
        for (; at < line.Length && line[at] != '>'; at++)
        {
            if (line[at] == '\\' && at + 1 < line.Length && line[at + 1] is 'u' or 'U')
            {
                escaped = true;
            }
            else if (line[at] <= ' ' || NotInIri.Contains(line[at]))
            {
                iri = default;
                return $"column {at + 1}: {CharName(line[at])} must not stand in an IRI";
            }
        }
        if (at == line.Length)
        {
            iri = default;
            return $"the IRI at column {start + 1} has no end; > is missing";
        }
        iri = line[(start + 1)..at++];
        if (escaped && Unescape(iri, ref iri, inIri: true) is { } fault)
        {
            return fault;
        }
        int colon = iri.IndexOf(':');
        return colon > 0 && char.IsAsciiLetter(iri[0]) && !iri[..colon].ContainsAny('/', '#', '?') ? null
            : $"the IRI at column {start + 1} is relative; it must begin with a scheme, such as http:";
    }

    private static string? Literal(ReadOnlySpan<char> line, scoped ref int at, out ReadOnlySpan<char> text)
    {
        int start = at++;
        text = default;
        while (at < line.Length && line[at] != '"')
        {
            at += line[at] == '\\' ? 2 : 1;
        }
        if (at >= line.Length)
        {
            return $"the text at column {start + 1} has no end; a quotation mark is missing";
        }
        text = line[(start + 1)..at++];
        if (text.Contains('\\') && Unescape(text, ref text, inIri: false) is { } fault)
        {
            return fault;
        }
        if (line[at..].StartsWith("^^", StringComparison.Ordinal))
        {
            at += 2;
            return at < line.Length && line[at] == '<' ? Iri(line, ref at, out _)
                : $"the type of the text is needed at column {at + 1}: an IRI between < and >";
        }
        return at < line.Length && line[at] == '@' ? Language(line, ref at) : null;
    }

    private static string? Language(ReadOnlySpan<char> line, scoped ref int at)
    {
        int start = at++;
        while (at < line.Length && (char.IsAsciiLetter(line[at]) || (line[at - 1] != '@' && (line[at] == '-' || char.IsAsciiDigit(line[at])))))
        {
            at++;
        }
        ReadOnlySpan<char> tag = line[(start + 1)..at];
        bool whole = !tag.IsEmpty && tag[^1] != '-' && !tag.Contains("--", StringComparison.Ordinal);
        int dash = tag.IndexOf('-');
        return whole && !(dash < 0 ? tag : tag[..dash]).ContainsAnyInRange('0', '9') ? null
            : $"column {start + 1}: no language; use one such as @en or @en-US";
    }

    private static string? Unescape(ReadOnlySpan<char> text, ref ReadOnlySpan<char> plain, bool inIri)
    {
        var result = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                result.Append(text[at]);
                continue;
            }
            char kind = ++at < text.Length ? text[at] : '\0';
            int digits = kind switch { 'u' => 4, 'U' => 8, _ => 0 };
            if (digits == 0)
            {
                int place = inIri ? -1 : "tbnrf\"'\\".IndexOf(kind);
                if (place < 0)
                {
                    return $"the escape \\{kind} is not allowed; use \\t \\b \\n \\r \\f \\\" \\' \\\\ \\uXXXX or \\UXXXXXXXX";
                }
                result.Append("\t\b\n\r\f\"'\\"[place]);
                continue;
            }
            if (at + digits >= text.Length
                || !int.TryParse(text.Slice(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                || !Rune.IsValid(code))
            {
                return $"the escape \\{kind} needs {digits} hexadecimal digits of a letter of Unicode";
            }
            result.Append(new Rune(code).ToString());
            at += digits;
        }
        plain = result.ToString();
        return null;
    }

    private static string CharName(char sign) => sign <= ' ' ? $"a sign of code {(int)sign}" : $"{sign}";
}
