namespace Kimi.Runtime.Mathematics.Arithmetic;

/// <summary>
/// The steps that one verdict may take. A step is about one operation on a machine word, so that an operation on big integers costs as many as they have
/// words: one power cannot take an hour within the budget.
/// </summary>
/// <param name="limit">The number of steps.</param>
internal sealed class Budget(long limit)
{
    /// <summary>What a verdict may take by default: less than half a second.</summary>
    public const long Default = 4_000_000;

    /// <summary>The steps taken so far; never above the limit.</summary>
    public long Spent { get; private set; }

    /// <summary>Takes steps, before the work is done.</summary>
    /// <param name="steps">How many.</param>
    /// <exception cref="BudgetExceededException">There are fewer left.</exception>
    public void Spend(long steps)
    {
        if (steps > limit - Spent)
            throw new BudgetExceededException(limit);
        Spent += steps;
    }

    /// <summary>Does something with half of what is left; gives the default where that is not enough.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">Does it with a budget of its own.</param>
    public T? Half<T>(Func<Budget, T?> work)
    {
        var half = new Budget((limit - Spent) / 2);
        try
        {
            return work(half);
        }
        catch (BudgetExceededException)
        {
            return default;
        }
        finally
        {
            Spent += half.Spent;
        }
    }
}
