namespace Kimi.Cli.Tests.Hosting;

public sealed class ConfigurationProblemTests : IDisposable
{
    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("song:Song:LerningRate=1e-4", "KIMI7002: song:Song has no option 'LerningRate' (--set): did you mean 'LearningRate'?")]
    [InlineData("song:Songg:Steps=1", "KIMI7002: song has no stage 'Songg' (--set): did you mean 'Song'?")]
    [InlineData("song:Sede=1", "KIMI7002: song has no option 'Sede' (--set): did you mean 'Seed'?")]
    [InlineData("song:Song:LenghtPenalty:Weight=1", "KIMI7002: song:Song has no component 'LenghtPenalty' (--set): did you mean 'LengthPenalty'?")]
    [InlineData("song:Song:LengthPenalty:Wait=1", "KIMI7002: song:Song:LengthPenalty has no option 'Wait' (--set): choose from Weight, FromIteration")]
    [InlineData("sonk:Seed=1", "KIMI7002: there is no recipe 'sonk' (--set): did you mean 'song'?")]
    [InlineData("Kimi:Thread=1", "KIMI7002: Kimi has no option 'Thread' (--set): did you mean 'Threads'?")]
    [InlineData("duet:Song:LengthPenalty:Weight=1",
        "KIMI7002: duet:Song has two components 'LengthPenalty', which configuration cannot tell apart (--set): change their attributes instead")]
    [InlineData(
        "song:Song:LearningRate=fast", "KIMI7003: song:Song:LearningRate takes a number, such as 0.5 or 1e-4, not 'fast' (--set): correct it, or leave it out")]
    [InlineData(
        "song:Song:LearningRate=NaN", "KIMI7003: song:Song:LearningRate takes a number, such as 0.5 or 1e-4, not 'NaN' (--set): correct it, or leave it out")]
    [InlineData(
        "song:Song:Steps=1.5", "KIMI7003: song:Song:Steps takes a whole number from 1 to 1000, not '1.5' (--set): correct it, or leave it out")]
    [InlineData("song:Song:Steps=99999999999",
        "KIMI7003: song:Song:Steps takes a whole number from 1 to 1000, not '99999999999' (--set): correct it, or leave it out")]
    [InlineData(
        "song:Song:Steps=", "KIMI7003: song:Song:Steps takes a whole number from 1 to 1000, not '' (--set): correct it, or leave it out")]
    [InlineData("song:Song:Shuffle=perhaps", "KIMI7003: song:Song:Shuffle takes true or false, not 'perhaps' (--set): correct it, or leave it out")]
    [InlineData("song:Song:Mood=1", "KIMI7003: song:Song:Mood takes one of Calm, Loud, not '1' (--set): correct it, or leave it out")]
    [InlineData("song:Draft:Ending=ab", "KIMI7003: song:Draft:Ending takes one character, not 'ab' (--set): correct it, or leave it out")]
    [InlineData("song:Song:Steps:Many=1",
        "KIMI7003: song:Song:Steps takes a whole number from 1 to 1000, not an object (--set): correct it, or leave it out")]
    [InlineData("song:Song=1", "KIMI7003: song:Song takes options, not the value '1' (--set): name one, such as song:Song:Steps")]
    [InlineData("song:Song:LengthPenalty=1",
        "KIMI7003: song:Song:LengthPenalty takes options, not the value '1' (--set): name one, such as song:Song:LengthPenalty:Weight")]
    [InlineData("song:Song:LearningRate=5", "KIMI5001: LearningRate is 5, outside 1E-09 to 1: give it a value in that range (song:Song, --set)")]
    [InlineData("song:Song:LengthPenalty:Weight=-1",
        "KIMI4008: Weight is -1, which turns a reward into a punishment and a penalty into a bonus: give it a weight above 0 (song:Song:LengthPenalty, --set)")]
    [InlineData("song:Draft:Text=", "KIMI5001: Text is \"\", shorter than its least length of 1: give it a longer value (song:Draft, --set)")]
    [InlineData("song:Draft:Language=de", "KIMI5001: Language is \"de\", which is not one of \"en\" and \"fr\": give it one of those (song:Draft, --set)")]
    [InlineData("Kimi:Device=gpu", "KIMI5001: Device is \"gpu\", which does not match the pattern \"cpu|cuda(:[0-9]+)?\": write it in that form (Kimi, --set)")]
    public void Every_problem_is_one_clear_line(string setting, string line) => Assert.Equal([line], _line.Problems([setting]));

    [Fact]
    public void All_problems_of_all_sections_are_reported_together()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "LerningRate": 1 } }, "duet": { "Seed": "many", "Song": { "LearningRate": 5 } }, "sonk": {} }""");
        _line.Write("kimi.broken.json", "{ \"song\": ");

        var problems = _line.Problems(["Kimi:Threads=-1"], "broken", recipe: "song");

        Assert.Equal(["KIMI7001", "KIMI7002", "KIMI5001", "KIMI7002", "KIMI7003", "KIMI5001"], problems.Select(problem => problem[..8]));
    }

    [Fact]
    public void A_value_names_the_file_that_it_is_in()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Steps": 0 } } }""");
        _line.Write("kimi.smoke.json", """{ "song": { "Song": { "LearningRate": 2 } } }""");

        Assert.Equal(
            [
                "KIMI5001: Steps is 0, outside 1 to 1000: give it a value in that range (song:Song, kimi.json)",
                "KIMI5001: LearningRate is 2, outside 1E-09 to 1: give it a value in that range (song:Song, profile 'smoke' in kimi.smoke.json)",
            ],
            _line.Problems(profile: "smoke"));
    }

    [Fact]
    public void A_name_that_is_wrong_in_several_layers_names_them_all()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Step": 1 } } }""");

        Assert.Equal(["KIMI7002: song:Song has no option 'Step' (kimi.json, --set): did you mean 'Steps'?"], _line.Problems(["song:Song:Step=2"]));
    }

    [Fact]
    public void Null_is_not_a_value()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Steps": null, "Weights": null }, "Draft": { "Text": null } } }""");

        Assert.Collection(
            _line.Problems(),
            text => Assert.StartsWith("KIMI7003: song:Draft:Text takes a text, not null (kimi.json)", text),
            steps => Assert.StartsWith("KIMI7003: song:Song:Steps takes a whole number", steps),
            weights => Assert.StartsWith("KIMI7003: song:Song:Weights takes a list", weights));
    }

    [Fact]
    public void A_wrong_item_of_a_list_is_a_wrong_list()
    {
        _line.Write("kimi.json", """{ "song": { "Song": { "Weights": [0.5, "half"] } } }""");

        Assert.Contains("not [0.5, half] (kimi.json)", Assert.Single(_line.Problems()));
    }

    [Fact]
    public async Task The_key_of_a_sandbox_is_a_variable_and_no_setting()
    {
        const string Variable = "KIMI_SANDBOX_KEY";
        Environment.SetEnvironmentVariable(Variable, "secret");
        try
        {
            Assert.Equal(0, await _line.RunAsync(["show", "song"]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void A_variable_with_one_underscore_is_told_and_not_silently_ignored()
    {
        const string Variable = "KIMI_song__Song__Steps";
        Environment.SetEnvironmentVariable(Variable, "9");
        try
        {
            Assert.Equal(
                $"KIMI7002: the environment variable {Variable} sets nothing: begin the name of a setting with KIMI__, "
                + "such as KIMI__quickstart__Sft__Steps, or remove it",
                Assert.Single(_line.Problems()));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact]
    public void A_byte_of_kimi_json_that_is_not_UTF_8_is_a_line_with_its_place()
    {
        File.WriteAllBytes(_line.File("kimi.json"), [.. "{ \"song\": {\n\"Seed\": \""u8, 0xE9, .. "\" } }"u8]);

        Assert.Contains("kimi.json(2,10): the byte 0xE9 is not UTF-8", Assert.Single(_line.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_JSON_is_a_line_with_file_line_and_column()
    {
        _line.Write("kimi.json", "{\n  \"song\": {\n    \"Seed\" 3\n  }\n}");

        Assert.StartsWith("KIMI7001: kimi.json(3,12): the file is not JSON here, since a ':' is missing after the name: correct it (",
            Assert.Single(_line.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{ \"song\": { \"Draft\": { \"Text\": \"\\ud83d\" } } }")]
    public void A_file_that_is_not_an_object_of_complete_texts_is_one_line(string json)
    {
        _line.Write("kimi.json", json);

        Assert.StartsWith("KIMI7001: kimi.json", Assert.Single(_line.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "song": { "Seed": 1, "Seed": 2 } }""", "(1,24): 'Seed'")]
    [InlineData("""{ "song": { "Seed": 1, "seed": 2 } }""", "(1,24): 'seed'")]
    [InlineData("""{ "song": { "Song": { "Steps": 1 }, "Song:Steps": 2 } }""", "(1,37): 'Song:Steps'")]
    public void A_duplicate_key_is_named_at_its_place(string json, string place)
    {
        _line.Write("kimi.json", json);

        Assert.StartsWith(
            $"KIMI7004: kimi.json{place} is set twice in this object, where case does not count, ", Assert.Single(_line.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_duplicate_keys_of_all_files_are_reported_before_a_value_is_read()
    {
        _line.Write("kimi.json", "{ \"song\": { \"Seed\": 1, \"Seed\": 2,\n  \"Seed\": 3 } }");
        _line.Write("kimi.smoke.json", "{\n  \"duet\": {},\n  \"duet\": {}\n}");

        Assert.Equal(["KIMI7004: kimi.json(1,24)", "KIMI7004: kimi.json(2,3)", "KIMI7004: kimi.smoke.json(3,3)"], _line.Problems(profile: "smoke")
            .Select(line => line.Split(": '")[0]));
    }

    [Fact]
    public void A_key_may_be_a_path()
    {
        _line.Write("kimi.json", """{ "song:Song:Steps": 4, "song": { "Draft:Text": "la", "Song": { "LengthPenalty:Weight": 0.5 } } }""");

        Assert.Contains(
            "Steps = 4", string.Join('\n', _line.Configure()[NoteRecipe.Graph].Stages[1].Options.Select(option => $"{option.Name} = {option.Value}")));
    }

    [Fact]
    public void An_unknown_profile_names_the_existing_profiles()
    {
        _line.Write("kimi.smoke.json", "{}");
        _line.Write("kimi.paper.json", "{}");

        Assert.Contains("did you mean 'smoke'?", Assert.Single(_line.Problems(profile: "smok")));
        Assert.Contains("choose from paper, smoke", Assert.Single(_line.Problems(profile: "overnight")));
    }

    [Fact]
    public void A_setting_without_a_value_says_how_to_write_one() =>
        Assert.Equal(["--set Steps assigns nothing: write a key and a value, such as --set Sft:Steps=100"], _line.Problems(["Steps"]));
}
