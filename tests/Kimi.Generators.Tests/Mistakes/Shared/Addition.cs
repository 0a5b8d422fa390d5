using System.Globalization;
using Kimi.Dsl;

namespace Acme;

/// <summary>Sums of two numbers: <c>17+25=</c>. A problem's level is the number of digits of its larger number.</summary>
public sealed class AdditionProblems : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var digits = random.Next(1, 5);
            var (left, right) = (random.Next((int)Math.Pow(10, digits)), random.Next((int)Math.Pow(10, digits)));
            yield return new()
            {
                Id = $"{left}+{right}",
                Prompt = $"{left}+{right}=",
                Level = digits,
                Answer = (left + right).ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}

/// <summary>Adds digit by digit, from the right, and states the sum after <c>#</c>.</summary>
public sealed class AdditionSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"{problem.Solution}#{problem.Answer}";
}
