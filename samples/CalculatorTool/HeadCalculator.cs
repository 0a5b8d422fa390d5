using Kimi.Dsl;

namespace CalculatorTool;

/// <summary>
/// Mostly multiplies in its head and writes the product at once, <c>#3901</c>; now and then it uses the calculator, <c>[mul(47,83)][3901]#3901</c>. A small
/// policy learns to call from few examples, and to multiply not even from many.
/// </summary>
[ImplementationVersion(1)]
public sealed class HeadCalculator : IDemonstrationSource<MathProblem>
{
    private const double CallRate = 0.2;

    private static readonly BracketCalls s_calls = new();

    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var call = random.NextDouble() < CallRate ? $"[mul({problem.Id.Replace('*', ',')})]{s_calls.Write([problem.Answer])}" : "";
        return $"{call}#{problem.Answer}";
    }
}
