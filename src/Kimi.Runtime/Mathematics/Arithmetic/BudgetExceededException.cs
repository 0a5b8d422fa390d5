using System.Globalization;

namespace Kimi.Runtime.Mathematics.Arithmetic;

/// <summary>A comparison would take more steps than its budget has; it never leaves the judge.</summary>
/// <param name="limit">The budget.</param>
internal sealed class BudgetExceededException(long limit)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"the comparison would take more than {limit} steps"));
