using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>
/// Assigns prompts to splits permanently, by a hash: a prompt is held out if its place between 0 and 1 is below a share, so a greater share holds out all that
/// a smaller one does. The place is (d + r) / 10 of the hash's last decimal digit d and the others r: a tenth is the prompts with d = 0.
/// </summary>
internal static class Splits
{
    private const double Tenth = 0.1;
    private const int Digit = 10;

    // So few bits remain that a double has all of them, and r stays below 1.
    private const int UnusedBits = 11;
    private const double Others = (ulong.MaxValue / Digit >> UnusedBits) + 1;

    /// <summary>Whether a prompt belongs to a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="prompt">The prompt's text.</param>
    /// <param name="heldOutShare">The share that is held out.</param>
    public static bool Contains(Split split, string prompt, double heldOutShare = Tenth)
    {
        if (split == Split.All)
            return true;
        var hash = SeededRandom.DeriveSeed(0, prompt);
        var place = ((hash % Digit) + ((hash / Digit >> UnusedBits) / Others)) / Digit;
        return (split == Split.HeldOut) == (place < heldOutShare);
    }
}
