"""Alice's whole evening."""


def test_a_first_evening_goes_from_the_first_question_to_good_night(alice):
    alice.begin()
    assert alice.at == "/about/adult/"
    alice.tell_about()
    assert alice.at == "/about/contacts/"
    alice.contacts(foot_team="Nurse Ada, 555 0101").wishes()
    assert alice.at == "/today/now/"
    alice.today()
    assert alice.at == "/score/", alice.text
    alice.send(score="4")
    assert alice.at == "/verdict/"
    assert "Yes" in alice.text
    alice.open("/tonight/minutes/").send(minutes="15").send(aim="ease")
    assert alice.at == "/plan/", alice.text
    alice.open("/room/").send(begin="pages")
    assert alice.at == "/steps/1/", alice.text
    for _ in alice.while_at("/steps/"):
        assert len(alice.steps) == 1
        alice.clock.later(seconds=60)
        alice.press("next")
    assert alice.at == "/close/", alice.text
    alice.send(score="2")
    assert alice.at == "/close/good-night/"
    alice.open("/history/")
    assert "4 before, 2 after" in alice.text
