using RlQuery.Annotators.Panels;

namespace RlQuery.Annotators.Variants;

/// <summary>What language models wrote.</summary>
/// <param name="Method">Makes rows of what was written.</param>
/// <param name="Summaries">What each model did; numbers are of questions.</param>
/// <param name="Failures">Why models failed, a line each.</param>
public sealed record VariantResult(LanguageModelMethod Method, IReadOnlyList<AnnotatorSummary> Summaries, IReadOnlyList<string> Failures);
