using Kimi.Dsl;

namespace KimiRecipes;

/// <summary>Sums of two numbers below 20: <c>7+15=</c>, whose answer is 22.</summary>
public sealed class Sums : IProblemSource<MathProblem>
{
    private const int Limit = 20;

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (first, second) = (random.Next(Limit), random.Next(Limit));
            yield return new() { Id = $"{first}+{second}", Prompt = $"{first}+{second}=", Answer = $"{first + second}", Level = first + second };
        }
    }
}

/// <summary>Answers behind the marker that <c>[ExactAnswerReward]</c> looks for.</summary>
public sealed class SumAnswers : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"#{problem.Answer}";
}
