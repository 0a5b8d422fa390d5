using Kimi.Dsl;

namespace KimiRecipes;

/// <summary>Asks for the largest of two to six digits: <c>4071=</c>, whose answer is 7. A problem's level is its number of digits.</summary>
public sealed class DigitProblems : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(10)));
            yield return new() { Id = digits, Prompt = $"{digits}=", Answer = $"{digits.Max()}", Level = digits.Length };
        }
    }
}

/// <summary>Puts the answer after the marker that <c>[ExactAnswerReward]</c> looks for.</summary>
public sealed class DigitAnswers : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"#{problem.Answer}";
}
