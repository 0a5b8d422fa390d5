using System.Text.Json;
using JsonReader = Kimi.Shared.Json.JsonReader;

namespace Kimi.Generators.Tests.Json;

/// <summary>Our reader of JSON against System.Text.Json's, which the runtime's configuration uses.</summary>
public sealed class JsonReaderTests
{
    private const string Sample = """
        {
          // a comment
          "text": "a \"b\" \\ \u00e9 \n ü", "empty": "", /* another */ "number": -12.5e+3, "zero": 0,
          "list": [1, [true, false], { "a": null }, ], "object": { "x": { "y": {} } },
        }
        """;

    [Fact]
    public void Values_and_places_are_those_of_the_text()
    {
        var (root, faults) = JsonReader.Read(Sample);
        Assert.Empty(faults);
        Assert.Equal(["text", "empty", "number", "zero", "list", "object"], root!.Properties.Select(p => p.Name));
        var text = Assert.IsType<Kimi.Shared.Json.JsonScalar>(root.Properties[0].Value);
        Assert.Equal("a \"b\" \\ é \n ü", text.Text);
        Assert.All(root.Properties, p => Assert.Equal($"\"{p.Name}\"", Sample.Substring(p.Start, p.Length)));
        Assert.Equal("-12.5e+3", Sample.Substring(root.Properties[2].Value.Start, root.Properties[2].Value.Length));
        Assert.Equal("[1, [true, false], { \"a\": null }, ]", Sample.Substring(root.Properties[4].Value.Start, root.Properties[4].Value.Length));
    }

    [Fact]
    public void It_accepts_what_System_Text_Json_accepts_and_refuses_what_that_refuses()
    {
        // Every text that one change makes of the sample: a character dropped, doubled, or replaced by one that means something.
        var texts = Enumerable.Range(0, Sample.Length)
            .SelectMany(i => "{}[]\",:0-.etn/*\\ \t\u0001".Select(c => Sample[..i] + c + Sample[(i + 1)..]).Append(Sample.Remove(i, 1))
                .Append(Sample.Insert(i, Sample[i].ToString())))
            .Concat(["", "{}", "[]", "1", "null", " {} ", "{}{}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":+1}", "{'a':1}", "{a:1}",
                "{\"a\":\"\t\"}", "{\"a\":\"\\x\"}", "{,}", "{\"a\":[,]}", "{\"a\":1}//", "{}/*", "{} /", "{\"a\":NaN}"])
            .Append(new string('[', 70)).Append(Nested(63)).Append(Nested(64)).Append(Nested(65))
            .ToList();
        Assert.All(texts, text => Assert.True(IsAccepted(text) == (JsonReader.Read(text).Root is not null), text));
    }

    [Fact]
    public void It_agrees_of_texts_with_several_changes_too()
    {
        var random = new Random(7);
        var characters = "{}[]\",:0-.eEtn/*\\u \t\n\r\u2028dD8cC";
        for (var i = 0; i < 5_000; i++)
        {
            var text = Sample.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                text[random.Next(text.Length)] = characters[random.Next(characters.Length)];
            var changed = new string(text);
            Assert.True(IsAccepted(changed) == (JsonReader.Read(changed).Root is not null), changed);
        }
    }

    [Theory]
    [InlineData("", 0, "it does not begin with '{'")]
    [InlineData("[1]", 0, "it does not begin with '{'")]
    [InlineData("{} x", 3, "something follows the end of its object")]
    [InlineData("{ a: 1 }", 2, "a name in double quotes is missing")]
    [InlineData("{ \"a\" 1 }", 6, "a ':' is missing after the name")]
    [InlineData("{ \"a\": }", 7, "a value is missing")]
    [InlineData("{ \"a\": 1 \"b\": 2 }", 9, "a ',' or '}' is missing")]
    [InlineData("{ \"a\": [1 2] }", 10, "a ',' or ']' is missing")]
    [InlineData("{ \"a\": 1,", 9, "a '}' is missing")]
    [InlineData("{ \"a\": \"b }", 11, "a text does not end")]
    [InlineData("{ \"a\": \"\tb\" }", 8, "a control character stands in a text")]
    [InlineData("{ \"a\": \"\\x\" }", 9, "what follows '\\' is no escape")]
    [InlineData("{ \"a\": \"\\u12\" }", 12, "four hexadecimal digits are missing after '\\u'")]
    [InlineData("{ \"a\": \"\\ud83d!\" }", 7, "an escape in the text is half a character")]
    [InlineData("{ \"a\": tru }", 7, "a value is neither true, false nor null")]
    [InlineData("{ \"a\": 01 }", 8, "a number is not written as JSON writes it")]
    [InlineData("{ \"a\": 1. }", 9, "a digit is missing")]
    [InlineData("{ /* }", 2, "a comment does not end")]
    [InlineData("{ // a\u2028b\n }", 6, "a comment breaks its line by a character that ends no line")]
    public void A_text_that_is_no_json_is_at_fault_where_it_stops_being_it(string text, int position, string why)
    {
        var (root, faults) = JsonReader.Read(text);
        Assert.Null(root);
        var fault = Assert.Single(faults);
        Assert.Equal(("KIMI7001", position, $"the file is not JSON here, since {why}: correct it"), (fault.Id, fault.Start, fault.Sentence));
    }

    [Theory]
    [InlineData("""{ "a": 1, "a": 2 }""", 10)]
    [InlineData("""{ "a": 1, "A": 2 }""", 10)]
    [InlineData("""{ "a": 1, "\u0041": 2 }""", 10)]
    [InlineData("""{ "a": { "b": 1 }, "a": { "c": 1 } }""", 19)]
    [InlineData("""{ "a": { "b": 1 }, "a:B": 2 }""", 19)]
    [InlineData("""{ "a:b": { "c": 1 }, "A": { "b": { "C": 2 } } }""", 28)]
    [InlineData("""{ "a:b": 1, "a:b": 2 }""", 12)]
    [InlineData("""{ "a": 1, "a:b": 2 }""", 10)]
    [InlineData("""{ "x": [{ "a": 1, "a": 2 }] }""", 18)]
    public void A_key_that_stands_twice_is_at_fault_the_second_time(string text, int position)
    {
        var fault = Assert.Single(JsonReader.Read(text).Faults);
        Assert.Equal(("KIMI7004", position), (fault.Id, fault.Start));
    }

    [Fact]
    public void All_duplicate_keys_are_told() =>
        Assert.Equal([7, 13, 19], JsonReader.Read("""{"a":1,"a":2,"a":3,"a":4}""").Faults.Select(fault => fault.Start));

    [Fact]
    public void A_key_that_is_a_path_means_the_objects_on_it()
    {
        var (root, faults) = JsonReader.Read("""{ "math": { "Sft:Steps": 3 }, "math:Sft:BatchSize": 4, "Math:Seed": 5 }""");
        Assert.Empty(faults);
        var math = Assert.Single(root!.Properties);
        Assert.Equal(("math", 2), (math.Name, math.Start));
        Assert.Equal("{Sft: {Steps: 3, BatchSize: 4}, Seed: 5}", Write(math.Value));
    }

    [Fact]
    public void A_path_without_end_does_not_exhaust_the_stack() => Assert.NotNull(JsonReader.Read($$"""{ "{{new string(':', 1_000_000)}}": 1 }""").Root);

    private static string Write(Kimi.Shared.Json.JsonNode node) => node switch
    {
        Kimi.Shared.Json.JsonObject content => $"{{{string.Join(", ", content.Properties.Select(p => $"{p.Name}: {Write(p.Value)}"))}}}",
        _ => ((Kimi.Shared.Json.JsonScalar)node).Text!,
    };

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

    private static bool IsAccepted(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object && IsReadable(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Half a surrogate pair shows only when a text is read.
    private static bool IsReadable(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name is not null && IsReadable(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
