using System.Text;
using Kimi.Dsl;

namespace KimiRecipes;

/// <summary>Asks for the largest of six digits: <c>407182=</c>, whose answer is 8. A problem's level is how many of them have to be read to find it.</summary>
public sealed class DigitProblems : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var digits = string.Concat(Enumerable.Range(0, 6).Select(_ => random.Next(10)));
            var largest = digits.Max();
            yield return new() { Id = digits, Prompt = $"{digits}=", Answer = $"{largest}", Level = digits.IndexOf(largest) + 1 };
        }
    }
}

/// <summary>
/// Thinks as an impatient teacher does: the largest digit so far, after each one that is read, as in <c>447#7</c>, but more often than not it reads no
/// further. Reinforcement learning finds out that reading on pays.
/// </summary>
public sealed class DigitTraces : IDemonstrationSource<MathProblem>
{
    private const double GiveUpRate = 0.55;

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var trace = new StringBuilder();
        var largest = '0';
        foreach (var digit in problem.Id)
        {
            largest = digit > largest ? digit : largest;
            trace.Append(largest);
            if (random.NextDouble() < GiveUpRate)
                break;
        }

        // What follows this marker is the answer that [ExactAnswerReward] looks for.
        return $"{trace}#{largest}";
    }
}
