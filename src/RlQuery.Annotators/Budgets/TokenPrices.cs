using RlQuery.Annotators.Prompts;

namespace RlQuery.Annotators.Budgets;

/// <summary>What tokens cost.</summary>
/// <param name="Input">Price of a million tokens of prompts; at least 0.</param>
/// <param name="Output">Price of a million tokens of answers; at least 0.</param>
internal readonly record struct TokenPrices(decimal Input, decimal Output)
{
    private const decimal Million = 1_000_000;

    /// <summary>The price of a call.</summary>
    /// <param name="input">Tokens of the prompt.</param>
    /// <param name="output">Tokens of the answer.</param>
    public decimal Of(long input, long output) => ((input * Input) + (output * Output)) / Million;

    /// <summary>The most that a call can cost.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="mostOutput">The most tokens of the answer.</param>
    public decimal Bound(Prompt prompt, int mostOutput) => Of(prompt.MostTokens, mostOutput);
}
