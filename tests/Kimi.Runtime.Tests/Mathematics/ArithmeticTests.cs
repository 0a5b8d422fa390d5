using System.Numerics;
using Kimi.Runtime.Mathematics.Arithmetic;

namespace Kimi.Runtime.Tests.Mathematics;

/// <summary>Exact arithmetic, and its budget.</summary>
public sealed class ArithmeticTests
{
    private readonly Budget _budget = new(1_000_000);

    [Fact]
    public void Fractions_are_in_lowest_terms()
    {
        var third = Fraction.Of(-2, -6, _budget);

        Assert.Equal((1, 3), (third.Numerator, third.Denominator));
        Assert.Equal(Fraction.Of(1, 2, _budget), third.Add(Fraction.Of(1, 6, _budget), _budget));
        Assert.Equal("-3", third.Reciprocal().Multiply(Fraction.Of(-1), _budget).ToString());
        Assert.Equal(Fraction.Of(8, 27, _budget), Fraction.Of(3, 2, _budget).Power(-3, _budget));
        Assert.Equal(default, Fraction.Zero);
        Assert.Null(Fraction.Zero.Power(-1, _budget));
    }

    [Theory]
    [InlineData(4, 9, 2, 2, 3)]
    [InlineData(-8, 27, 3, -2, 3)]
    [InlineData(1024, 1, 10, 2, 1)]
    public void Roots_of_perfect_powers_are_exact(int numerator, int denominator, int degree, int rootNumerator, int rootDenominator) =>
        Assert.Equal(Fraction.Of(rootNumerator, rootDenominator, _budget), Fraction.Of(numerator, denominator, _budget).Root(degree, _budget));

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-4, 2)]
    [InlineData(9, 3)]
    public void Other_roots_are_no_fractions(int value, int degree) => Assert.Null(Fraction.Of(value).Root(degree, _budget));

    [Fact]
    public void A_fraction_beyond_the_range_of_doubles_has_the_right_quotient()
    {
        var large = BigInteger.Pow(10, 400);

        Assert.Equal(0.75, Fraction.Of(3 * large, 4 * large + 1, new(long.MaxValue)).ToDouble(), 15);
    }

    [Fact]
    public void Polynomials_multiply_out()
    {
        var (x, one) = (Polynomial.Variable("x"), Polynomial.Of(Fraction.One));
        var product = x.Add(one, Fraction.One, _budget).Multiply(x.Add(one, Fraction.Of(-1), _budget), _budget);

        Assert.Equal(x.Power(2, _budget).Add(one, Fraction.Of(-1), _budget).ToString(), product.ToString());
        Assert.Equal(Fraction.Of(-2), product.Add(product, Fraction.One, _budget).RatioTo(product.Multiply(Polynomial.Of(Fraction.Of(-1)), _budget), _budget));
        Assert.Null(product.RatioTo(x, _budget));
    }

    [Fact]
    public void Rational_functions_are_equal_where_their_difference_is_0()
    {
        var (x, one) = (RationalFunction.Of(Polynomial.Variable("x")), RationalFunction.Of(Fraction.One));
        var inverse = x.Power(-1, _budget)!;

        Assert.True(inverse.Multiply(x, _budget).Subtract(one, _budget).Numerator.IsZero);
        Assert.Equal(Fraction.One, inverse.Multiply(x, _budget).Constant(_budget));
        Assert.Null(inverse.Constant(_budget));
        Assert.Null(RationalFunction.Of(Fraction.Zero).Power(-1, _budget));
    }

    [Fact]
    public void Steps_are_weighed_by_digits_and_never_above_the_budget()
    {
        var budget = new Budget(10_000);
        var large = Fraction.Of(BigInteger.Pow(7, 5_000));

        Assert.Throws<BudgetExceededException>(() => large.Multiply(large, budget));
        Assert.Null(Fraction.Of(3).Power(BigInteger.Pow(10, 30), budget));
        Assert.Throws<BudgetExceededException>(() => Fraction.Of(3).Power(60_000, budget));
        Assert.InRange(budget.Spent, 0, 10_000);
    }

    [Fact]
    public void Half_of_a_budget_leaves_the_other_half()
    {
        var budget = new Budget(100);

        Assert.Null(budget.Half<string>(half =>
        {
            half.Spend(40);
            half.Spend(40);
            return "done";
        }));
        Assert.Equal(40, budget.Spent);
        Assert.Equal("done", budget.Half(_ => "done"));
    }
}
