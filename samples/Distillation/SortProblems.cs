using Kimi.Dsl;

namespace Distillation;

/// <summary>Asks for digits in order: <c>40271=</c>, whose answer is 01247. A problem's level is its number of digits.</summary>
public sealed class SortProblems : IProblemSource<MathProblem>
{
    private const int Fewest = 4;
    private const int Most = 8;

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var digits = string.Concat(Enumerable.Range(0, random.Next(Fewest, Most + 1)).Select(_ => random.Next(10)));
            yield return new() { Id = digits, Prompt = $"{digits}=", Answer = string.Concat(digits.Order()), Level = digits.Length };
        }
    }
}

/// <summary>Puts the answer after the marker that <c>[ExactAnswerReward]</c> looks for.</summary>
public sealed class SortedDigits : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"#{problem.Answer}";
}
