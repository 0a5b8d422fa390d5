using Kimi.Dsl;

namespace CalculatorTool;

/// <summary>Sets products of two numbers of two digits, such as <c>47*83=</c>.</summary>
[ImplementationVersion(1)]
public sealed class Products : IProblemSource<MathProblem>
{
    private const int Smallest = 10;
    private const int Largest = 99;

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b) = (random.Next(Smallest, Largest + 1), random.Next(Smallest, Largest + 1));
            yield return new() { Id = $"{a}*{b}", Prompt = $"{a}*{b}=", Answer = $"{a * b}" };
        }
    }
}
