using Kimi.Dsl;

namespace Kimi.Recipes;

/// <summary>How a chain-of-thought reward model should reason if answers are short: it quotes both answers and compares them. A team's own critiques, by
/// people or by a stronger model, can replace it.</summary>
[ImplementationVersion(1)]
public sealed class AnswerCritiques : ICritiqueSource<MathProblem>
{
    private const char Marker = '#';

    /// <inheritdoc/>
    public string Critique(MathProblem problem, string response, bool correct, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(response);
        var marker = response.LastIndexOf(Marker);
        return marker < 0
            ? "The response states no answer.\n"
            : $"The response answers {response[(marker + 1)..].Trim()}. The reference answer is {problem.Answer}. They are "
                + $"{(correct ? "the same" : "not the same")}.\n";
    }
}
