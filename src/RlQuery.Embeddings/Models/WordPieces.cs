using Microsoft.ML.Tokenizers;
using RlQuery.Core;

namespace RlQuery.Embeddings.Models;

/// <summary>Cuts texts into the word pieces of a vocabulary (WordPiece; Devlin and others 2019, "BERT", section 3).</summary>
internal sealed class WordPieces
{
    // Words of more than 100 letters are unknown as a whole. So more is read only behind such words, and long blanks; there it is left out.
    private const int LettersPerPiece = 101;

    private readonly BertTokenizer _tokenizer;
    private readonly bool _lowercase;
    private readonly int _longest;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="vocabulary">A word piece on each line.</param>
    /// <param name="settings">Whether letters lose their case, and how many pieces are read, the two that mark the ends included.</param>
    /// <exception cref="InvalidInputException">It is no such vocabulary.</exception>
    public WordPieces(string name, byte[] vocabulary, TextModelSettings settings)
    {
        var options = new BertOptions { LowerCaseBeforeTokenization = settings.Lowercase, RemoveNonSpacingMarks = false, SplitOnSpecialTokens = false };
        try
        {
            _tokenizer = BertTokenizer.Create(new MemoryStream(vocabulary), options);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidInputException(
                $"{name}: no vocabulary of word pieces, one on each line, with [UNK], [CLS], [SEP], [PAD] and [MASK]: {MessageText.Quote(refused.Message)}");
        }
        (_lowercase, _longest) = (settings.Lowercase, settings.Longest);
    }

    /// <summary>The numbers of a text's pieces, between those that mark its ends.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="cut">Whether the end of the text is not among them.</param>
    public int[] Of(string text, out bool cut)
    {
        int letters = Math.Min(text.Length, _longest * LettersPerPiece);
        letters -= letters < text.Length && char.IsHighSurrogate(text[letters - 1]) ? 1 : 0;
        string read = letters < text.Length ? text[..letters] : text;
        IReadOnlyList<int> pieces = _tokenizer.EncodeToIds(_lowercase ? BareLetters.Of(read) : read, addSpecialTokens: false);
        cut = letters < text.Length || pieces.Count > _longest - 2;
        return [_tokenizer.ClassificationTokenId, .. pieces.Take(_longest - 2), _tokenizer.SeparatorTokenId];
    }
}
