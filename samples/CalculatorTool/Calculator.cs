using System.ComponentModel;

namespace CalculatorTool;

/// <summary>The tool: <c>[mul(47,83)]</c> calls <see cref="Mul"/>.</summary>
public sealed class Calculator
{
    /// <summary>Multiplies two numbers.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    [Description("Multiplies two numbers.")]
    public long Mul(int a, int b) => (long)a * b;
}
