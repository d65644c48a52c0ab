using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RlQuery.Studio.Access;

/// <summary>Knows who may come in: links with tokens, and the cookies that stand for them afterwards.</summary>
/// <remarks>Where nobody is named, a link is good for one browser, and the next one is made when it is used. An annotator's own link stays the same.</remarks>
internal sealed class Doorkeeper
{
    private const int TokenBytes = 32;

    private readonly SessionKey _key;
    private readonly IReadOnlyList<string?> _annotators;
    private readonly Lock _gate = new();
    private string? _once;

    /// <param name="key">The session's key.</param>
    /// <param name="annotator">Who answers, where there is one.</param>
    /// <param name="annotators">Those with links of their own; empty where there is one.</param>
    public Doorkeeper(SessionKey key, string? annotator, IReadOnlyList<string> annotators)
    {
        _key = key;
        _annotators = annotators.Count > 0 ? [.. annotators] : [annotator];
        _once = annotators.Count > 0 ? null : NewToken();
        Cookie = $"rlquery-{key.Token("cookie name", null)[..12]}";
    }

    /// <summary>Name of the cookie: pages of other sessions on this machine have others.</summary>
    public string Cookie { get; }

    /// <summary>Everybody's token.</summary>
    public IReadOnlyList<(string? Annotator, string Token)> Tokens()
    {
        lock (_gate)
        {
            return [.. _annotators.Select(name => (name, _once ?? _key.Token("link", name)))];
        }
    }

    /// <summary>Takes a token.</summary>
    /// <param name="token">What the link says.</param>
    /// <param name="cookie">What stands for it from now on.</param>
    /// <param name="wasOnce">Whether it was good for once, and there is a new one.</param>
    /// <returns>Whether it is valid.</returns>
    public bool TryEnter(string token, out string cookie, out bool wasOnce)
    {
        lock (_gate)
        {
            // All are looked at, so that the time tells nothing.
            (string? Annotator, string Token)[] valid = [.. Tokens().Where(one => SessionKey.Same(token, one.Token))];
            wasOnce = valid.Length > 0 && _once is not null;
            _once = wasOnce ? NewToken() : _once;
            cookie = valid.Length > 0 ? CookieOf(valid[0].Annotator) : "";
            return valid.Length > 0;
        }
    }

    /// <summary>Whose cookie it is.</summary>
    /// <returns>Whether it is anybody's.</returns>
    public bool TryKnow(string? cookie, out string? annotator)
    {
        (string? Annotator, bool IsHis)[] known = [.. _annotators.Select(name => (name, SessionKey.Same(cookie ?? "", CookieOf(name))))];
        (annotator, bool isKnown) = known.FirstOrDefault(one => one.IsHis);
        return isKnown;
    }

    /// <summary>What a page of this annotator sends with every command, and a page of elsewhere cannot know.</summary>
    public string PageToken(string? annotator) => _key.Token("page", annotator);

    private string CookieOf(string? annotator) => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(annotator ?? ""))}.{_key.Token("cookie", annotator)}";

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
}
