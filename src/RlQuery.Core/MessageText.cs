using System.Text;

namespace RlQuery.Core;

/// <summary>Keeps messages short, whatever stands in the file or the option that they quote.</summary>
public static class MessageText
{
    /// <summary>The most letters that are quoted of what is wrong.</summary>
    public const int MostQuoted = 80;

    /// <summary>Paths are longer than other words, and are needed whole.</summary>
    private const int MostWord = 400;

    private const int MostLetters = 2000;

    /// <summary>A text, or its first 80 letters.</summary>
    /// <param name="text">What is quoted.</param>
    public static string Quote(string text) => text.Length > MostQuoted ? $"{Start(text, MostQuoted)}..." : text;

    /// <summary>A message in which what is quoted has at most 80 letters, and which has at most 2000 itself.</summary>
    /// <param name="message">The message: what stands between quotation marks, and a word of more than 400 letters, is cut.</param>
    public static string Shorten(string message)
    {
        if (message.Length <= MostQuoted)
        {
            return message;
        }
        var text = new StringBuilder();
        int at = 0;
        while (at < message.Length && text.Length <= MostLetters)
        {
            int end = message[at] is '\'' or '"' && (at == 0 || !char.IsLetterOrDigit(message[at - 1])) ? EndOfQuote(message, at) : -1;
            if (end > 0)
            {
                text.Append(message[at]).Append(Quote(message[(at + 1)..end])).Append(message[end]);
                at = end + 1;
                continue;
            }
            end = EndOfWord(message, at + 1);
            text.Append(end - at > MostWord ? Quote(message[at..end]) : message[at..end]);
            at = end;
        }
        return text.Length > MostLetters ? $"{Start(text.ToString(), MostLetters)}..." : text.ToString();
    }

    // A mark within a word is an apostrophe.
    private static int EndOfQuote(string message, int start)
    {
        for (int end = message.IndexOf(message[start], start + 1); end > 0; end = message.IndexOf(message[start], end + 1))
        {
            if (end + 1 == message.Length || !char.IsLetterOrDigit(message[end + 1]))
            {
                return end;
            }
        }
        return -1;
    }

    private static int EndOfWord(string message, int start)
    {
        int end = start;
        while (end < message.Length && !char.IsWhiteSpace(message[end]) && message[end] is not ('\'' or '"' or ':' or ';' or ','))
        {
            end++;
        }
        // A word begins behind its blanks.
        return start < message.Length && end > start && char.IsWhiteSpace(message[start - 1]) ? start : end;
    }

    // A surrogate pair is not split.
    private static string Start(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
