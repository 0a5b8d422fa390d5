using Kimi.Generators.Model;

namespace Kimi.Generators.Tests.Model;

/// <summary>Lists in the model compare by their items.</summary>
public sealed class EquatableArrayTests
{
    [Fact]
    public void Lists_of_equal_items_are_equal_and_hash_alike()
    {
        var one = new[] { "a", "b" }.ToEquatableArray();
        var other = new[] { "a", "b" }.ToEquatableArray();
        Assert.True(one == other);
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b", "a")]
    [InlineData("a", "b", "c")]
    public void Lists_of_other_items_or_in_another_order_differ(params string[] items) =>
        Assert.True(new[] { "a", "b" }.ToEquatableArray() != items.ToEquatableArray());

    [Fact]
    public void The_default_equals_the_empty_list()
    {
        var empty = Array.Empty<string>().ToEquatableArray();
        Assert.True(default == empty);
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), empty.GetHashCode());
        Assert.Empty(default(EquatableArray<string>));
    }

    [Fact]
    public void Changing_the_source_changes_nothing()
    {
        var source = new[] { 1, 2 };
        var copy = source.ToEquatableArray();
        source[0] = 3;
        Assert.Equal([1, 2], copy);
    }
}
