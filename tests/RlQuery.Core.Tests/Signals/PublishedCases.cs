using System.Text.Json;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Worked numbers from the documentation and the tests of other libraries; natural logarithms unless said.</summary>
internal static class PublishedCases
{
    public static IReadOnlyDictionary<string, JsonElement> All { get; } = Read(
        """
        { "cases": [
          { "id": "modal-lc-3x3", "source": "modAL-python/modAL@bba6f6f docs/source/content/query_strategies/uncertainty_sampling.ipynb",
            "input": { "proba": [[0.1, 0.85, 0.05], [0.6, 0.3, 0.1], [0.39, 0.61, 0.0]] },
            "expected": [0.15, 0.4, 0.39], "selected_index": 1 },
          { "id": "modal-entropy-3x3", "source": "modAL-python/modAL@bba6f6f docs/source/content/query_strategies/uncertainty_sampling.ipynb",
            "input": { "proba": [[0.1, 0.85, 0.05], [0.6, 0.3, 0.1], [0.39, 0.61, 0.0]] },
            "expected": [0.51818621, 0.89794572, 0.66874809], "selected_index": 1 },
          { "id": "modal-consensus-entropy-5", "source": "modAL-python/modAL@bba6f6f docs/source/content/query_strategies/Disagreement-sampling.rst",
            "input": { "proba_member_sample_class": [
              [[0.8, 0.1, 0.0], [0.3, 0.7, 0.0], [1.0, 0.0, 0.0], [0.2, 0.2, 0.6], [0.2, 0.7, 0.1]],
              [[0.0, 1.0, 0.0], [0.4, 0.6, 0.0], [0.2, 0.7, 0.1], [0.3, 0.1, 0.6], [0.0, 0.0, 1.0]],
              [[0.7, 0.2, 0.1], [0.4, 0.0, 0.6], [0.3, 0.2, 0.5], [0.1, 0.0, 0.9], [0.0, 0.1, 0.9]]] },
            "expected": [0.8167, 1.0521, 1.0296, 0.8018, 0.8033] },
          { "id": "modal-max-disagreement", "source": "modAL-python/modAL@bba6f6f docs/source/content/query_strategies/Disagreement-sampling.rst",
            "input": { "proba_member_sample_class": [
              [[0.8, 0.1, 0.0], [0.3, 0.7, 0.0], [1.0, 0.0, 0.0], [0.2, 0.2, 0.6], [0.2, 0.7, 0.1]],
              [[0.0, 1.0, 0.0], [0.4, 0.6, 0.0], [0.2, 0.7, 0.1], [0.3, 0.1, 0.6], [0.0, 0.0, 1.0]],
              [[0.7, 0.2, 0.1], [0.4, 0.0, 0.6], [0.3, 0.2, 0.5], [0.1, 0.0, 0.9], [0.0, 0.1, 0.9]]] },
            "expected": [0.80234647, 0.69397192, 0.69314718, 0.15686827, 0.70556709] },
          { "id": "skactiveml-entropy", "source": "scikit-activeml/scikit-activeml@3dc612d skactiveml/pool/tests/test_uncertainty_sampling.py",
            "input": { "proba": [[0.2, 0.5, 0.3], [0.1, 0.7, 0.2]] },
            "expected": [1.029653014, 0.8018185525], "selected_index": 0 },
          { "id": "skactiveml-avg-kl", "source": "scikit-activeml/scikit-activeml@3dc612d skactiveml/pool/tests/test_query_by_committee.py",
            "input": { "proba_member_sample_class": [[[0.3, 0.7], [0.4, 0.6]], [[0.2, 0.8], [0.5, 0.5]]] },
            "expected": [0.00670178182226764, 0.005059389928987596] },
          { "id": "small-text-bald-log2", "source": "webis-de/small-text@9ffa298 small_text/query_strategies/bayesian.py (in bits)",
            "input": { "proba_member_sample_class": [[[0.3, 0.7], [0.4, 0.6]], [[0.2, 0.8], [0.5, 0.5]]] },
            "expected": [0.009668627400105325, 0.00729915676047397] },
          { "id": "skactiveml-vote-entropy", "source": "scikit-activeml/scikit-activeml@3dc612d skactiveml/pool/tests/test_query_by_committee.py",
            "input": { "votes_sample_by_member": [[0, 1, 2], [0, 0, 1], [2, 2, 2]], "classes": [0, 1, 2] },
            "expected": [1.0986122886681098, 0.6365141682948128, 0.0] },
          { "id": "skactiveml-epistemic-pwc",
            "source": "scikit-activeml/scikit-activeml@3dc612d skactiveml/pool/tests/test_epistemic_uncertainty_sampling.py",
            "input": { "freq_neg_pos": [[3, 6], [2, 5], [1, 7], [6, 2], [1, 9]] },
            "expected": [0.23132135217407046, 0.22057583593855598, 0.056099946963575974, 0.16316360415548017, 0.021220951860586187] },
          { "id": "small-text-breaking-ties-binary", "source": "webis-de/small-text@9ffa298 tests/unit/small_text/query_strategies/test_strategies.py",
            "input": { "proba": [[0.1, 0.9], [0.45, 0.55], [0.5, 0.5], [0.7, 0.3]] },
            "expected": [0.8, 0.1, 0.0, 0.4], "selected_index": [2, 1] },
          { "id": "small-text-least-confidence-binary",
            "source": "webis-de/small-text@9ffa298 tests/unit/small_text/query_strategies/test_strategies.py (max p)",
            "input": { "proba": [[0.1, 0.9], [0.45, 0.55], [0.2, 0.8], [0.7, 0.3]] },
            "expected": [0.9, 0.55, 0.8, 0.7], "selected_index": [1, 3] },
          { "id": "small-text-entropy-binary", "source": "webis-de/small-text@9ffa298 tests/unit/small_text/query_strategies/test_strategies.py",
            "input": { "proba": [[0.1, 0.9], [0.45, 0.55], [0.5, 0.5], [0.7, 0.3]] },
            "expected": [0.325083, 0.688139, 0.693147, 0.610864], "selected_index": [2, 1] },
          { "id": "libact-coreset-scores", "source": "ntucllab/libact@cac4c1e libact/query_strategies/tests/test_coreset.py",
            "input": { "X": [[0, 0], [0.1, 0.1], [0.2, 0], [0, 0.2], [1, 0], [0.5, 0.5], [3, 3], [2, 0], [0.3, 0.1], [5, 5]], "labelled": [0, 1, 2, 3] },
            "expected": [0.8, 0.565685424949238, 4.1012193308819755, 1.8, 0.1414213562373095, 6.929646455628166] },
          { "id": "modal-information-density", "source": "modAL-python/modAL@bba6f6f modAL/density.py",
            "input": { "X": [[0, 0], [0, 1], [3, 4]] },
            "expected": [0.5555555555555556, 0.5635811899435154, 0.45247007883240425] }
        ] }
        """);

    public static IReadOnlyDictionary<string, JsonElement> Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!, item => item.Clone());
    }
}
