namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>Stopping rules as text: <c>budget:30 or (stability:0.99 and confidence:0.9)</c>. <c>and</c> binds more closely than <c>or</c>.</summary>
internal sealed class StoppingExpression
{
    private const int DeepestNesting = 50;

    private readonly string _text;
    private readonly Parts _parts;
    private readonly string[] _words;
    private int _next;
    private int _depth;

    private StoppingExpression(string text, Parts parts)
    {
        _parts = parts;
        _text = text;
        _words = text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">Where kinds of rules are found.</param>
    /// <exception cref="InvalidInputException">The text is not an expression; the message says where, in one line.</exception>
    public static IStoppingRule Parse(string text, Parts parts)
    {
        var expression = new StoppingExpression(text, parts);
        IStoppingRule rule = expression.Any();
        return expression._next == expression._words.Length
            ? rule
            : throw expression.Fault($"has '{expression._words[expression._next]}' where 'and', 'or' or the end should be");
    }

    private IStoppingRule Any() => Join("or", All, all: false);

    private IStoppingRule All() => Join("and", One, all: true);

    private IStoppingRule Join(string word, Func<IStoppingRule> part, bool all)
    {
        List<IStoppingRule> parts = [part()];
        while (_next < _words.Length && _words[_next] == word)
        {
            _next++;
            parts.Add(part());
        }
        return parts.Count == 1 ? parts[0] : new CombinedRule(parts, all);
    }

    private IStoppingRule One()
    {
        string word = _next < _words.Length ? _words[_next] : "";
        if (word is "" or ")" or "and" or "or")
        {
            throw Fault(word.Length == 0 ? "ends where a rule should be" : $"has '{word}' where a rule should be");
        }
        _next++;
        if (word != "(")
        {
            return Rule(word);
        }
        if (++_depth > DeepestNesting)
        {
            throw Fault($"nests deeper than {DeepestNesting} brackets");
        }
        IStoppingRule rule = Any();
        if (_next == _words.Length || _words[_next] != ")")
        {
            throw Fault("lacks a ')'");
        }
        (_next, _depth) = (_next + 1, _depth - 1);
        return rule;
    }

    private IStoppingRule Rule(string word)
    {
        string[] words = word.Split(':');
        StoppingRuleKind kind = _parts.Find<StoppingRuleKind>(words[0]);
        return (words.Length > 1 ? kind.Create(words[1..]) : null)
            ?? throw new InvalidInputException($"stop: {word} is not allowed; use {kind.Form} with {kind.Allowed}");
    }

    private InvalidInputException Fault(string what) => new($"stop: '{_text}' {what}; write rules such as budget:30 or (stability:0.99 and confidence:0.9)");
}
